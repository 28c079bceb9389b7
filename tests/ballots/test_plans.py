"""A ballot planned on its page: tried out without saving, adopted, kept when the next one is adopted."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.ballots.conftest import CLOSE
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import AdoptedAct, AdoptedPlan
from tracker.ballots.planning import first_terms, try_out
from tracker.ballots.queries.plans import adopted, all_adopted
from tracker.ballots.words import SOURCES
from tracker.contests.models import Contest, ContestRule
from tracker.kernel.clock import from_local, standing_at
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.ballot_plan import Act, BallotTerms
from tracker.rules.contests import RuleForce
from tracker.rules.post import PostalService
from tracker.rules.post.services import RULES

FIRST, SECOND = PostalService.FIRST, PostalService.SECOND
GOOD = BallotTerms(CLOSE, FIRST, FIRST, 7)
EARLY = from_local(datetime(2027, 1, 4, 9))
LATE = from_local(datetime(2027, 2, 5, 9))
ASKED = "close=2027-02-18T12:00&outbound={}&returned_by={}&thinking_days=7&print_days=1&cut_off=17:30"


def test_an_adopted_plan_keeps_every_act_with_its_latest_moment_and_is_told_in_the_history(
    session: Session, planned: Contest, returning_officer: Account
) -> None:
    with standing_at(EARLY):
        plan = services.adopt(as_actor(returning_officer), planned, GOOD)
    session.expire_all()
    stored = {act.act: act for act in plan.acts}
    assert list(stored) == list(Act)
    assert stored[Act.BALLOT_CLOSE].safe_at == from_local(CLOSE)
    assert (plan.works, plan.usable_days >= 7) == (True, True)
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "ballots.plan_adopted")).one()
    assert (entry.subject_id, entry.contest_id, entry.difference["thinking_days"]) == (plan.id, planned.id, [None, 7])


def test_the_next_plan_stands_and_the_one_before_stays_to_be_read(
    planned: Contest, returning_officer: Account, client: PageClient, sign_in: SignIn
) -> None:
    actor = as_actor(returning_officer)
    with standing_at(EARLY):
        first = services.adopt(actor, planned, GOOD)
        second = services.adopt(actor, planned, replace(GOOD, thinking_days=9))
    assert (adopted(planned), list(all_adopted(planned))) == (second, [second, first])
    sign_in(client, returning_officer)
    assert "Plans adopted before" in client.get(f"/contests/{planned.slug}/ballot").text


def test_a_plan_that_cannot_work_is_adopted_only_with_a_reason(planned: Contest, returning_officer: Account) -> None:
    hopeless = BallotTerms(CLOSE, SECOND, SECOND, 7)
    with standing_at(LATE):
        with pytest.raises(Refused) as refused:
            services.adopt(as_actor(returning_officer), planned, hopeless)
        assert refused.value.field == "reason"
        plan = services.adopt(as_actor(returning_officer), planned, hopeless, reason="The executive insists")
    assert (plan.works, plan.reason) == (False, "The executive insists")


def test_no_plan_is_adopted_for_another_close_than_the_timetables(planned: Contest, returning_officer: Account) -> None:
    with standing_at(EARLY), pytest.raises(Refused, match="timetable"):
        services.adopt(as_actor(returning_officer), planned, replace(GOOD, close=CLOSE + timedelta(days=1)))


def test_the_database_refuses_a_plan_that_fails_without_a_reason_and_one_that_works_without_days(
    session: Session, planned: Contest
) -> None:
    row = {
        "contest_id": planned.id, "number": 1, "closes_at": from_local(CLOSE), "returned_by": FIRST, "outbound": FIRST, "thinking_days": 7,
        "print_days": 1, "cut_off": "17:30", "adopted_at": EARLY, "adopted_by_name": "A test", "reason": "",
    }  # fmt: skip
    for wrong in ({"works": False, "usable_days": -1}, {"works": True, "usable_days": 0}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(AdoptedPlan).values(**row, **wrong))


def test_trying_out_says_that_second_class_cannot_work_and_what_would_and_saves_nothing(
    session: Session, planned: Contest, organiser: Account, client: PageClient, sign_in: SignIn
) -> None:
    with standing_at(LATE):
        sign_in(client, organiser)
        text = client.get(f"/contests/{planned.slug}/ballot?{ASKED.format('second', 'second')}").text
        days = try_out(planned, BallotTerms(CLOSE, SECOND, SECOND, 7)).plan
    assert days
    assert days.usable_days < 7
    assert "This cannot work: it leaves" in text
    assert "Close later" in text
    assert "Adopt this plan" not in text  # an organiser only reads
    assert session.scalar(select(func.count()).select_from(AdoptedPlan)) == 0


def test_the_officer_adopts_what_was_tried_out_and_then_sees_another_beside_it(
    session: Session, planned: Contest, returning_officer: Account, client: PageClient, sign_in: SignIn
) -> None:
    page = f"/contests/{planned.slug}/ballot"
    with standing_at(EARLY):
        sign_in(client, returning_officer)
        assert "Adopt this plan" in client.get(f"{page}?{ASKED.format('first', 'first')}").text
        client.submit(f"{page}/plans/new?{ASKED.format('first', 'first')}", "adopt")
        assert "Adopted plan" in client.get(page).text
        assert "Moved" in client.get(f"{page}?{ASKED.format('second', 'first')}").text
    assert session.scalar(select(func.count()).select_from(AdoptedAct)) == len(Act)


def test_what_cannot_be_reckoned_is_said_with_what_to_do_and_keeps_what_was_typed(
    planned: Contest, organiser: Account, client: PageClient, sign_in: SignIn
) -> None:
    sign_in(client, organiser)
    page = f"/contests/{planned.slug}/ballot"
    far = client.get(f"{page}?{ASKED.format('first', 'first').replace('2027', '2099')}").text
    assert "The holidays of those days are not known" in far
    assert "2099-02-18T12:00" in far
    assert "Choose another class" in client.get(f"{page}?{ASKED.format('access_priority', 'first').replace('2027', '2012')}").text
    assert "after the close" in client.get(f"{page}?{ASKED.format('first', 'first')}&posted_on=2027-03-01").text
    for wrong in ("close=never", ASKED.format("pigeon", "first"), ASKED.format("first", "first").replace("=7", "=-7"), "close="):
        assert "There is a problem" in client.get(f"{page}?{wrong}").text


@pytest.mark.parametrize(("written", "days"), [("18", 18), ("0", 0), ("a fortnight", 7), ("999", 7), ("-3", 7)])
def test_how_long_voters_shall_have_is_a_rule_of_the_contest(session: Session, planned: Contest, written: str, days: int) -> None:
    session.add(ContestRule(contest=planned, key="thinking_days", value=written, force=RuleForce.HARD))
    session.flush()
    session.refresh(planned)
    terms = first_terms(planned)
    assert terms
    assert terms.thinking_days == days


def test_a_ballot_of_2012_is_reckoned_with_the_post_of_2012(session: Session, planned: Contest) -> None:
    planned.ballot_closes_at = from_local(datetime(2012, 6, 15, 12))
    session.flush()
    terms = first_terms(planned)
    assert terms
    plan = try_out(planned, replace(terms, thinking_days=5), datetime(2012, 5, 29).date()).plan
    assert plan
    assert plan.works
    assert all(act.slack_days is None for act in plan.acts if act.act is Act.BALLOT_CLOSE)


def test_whoever_has_no_part_in_the_contest_sees_no_plan(planned: Contest, rival: Account, client: PageClient, sign_in: SignIn) -> None:
    sign_in(client, rival)
    assert client.get(f"/contests/{planned.slug}/ballot").status_code == 403


def test_every_source_of_the_post_is_told_in_the_language_of_the_page() -> None:
    told = {rule.source for rules in RULES.values() for of_service in rules.values() for rule in of_service}
    assert told - set(SOURCES) == set()
