"""When a mailing lands, and what it runs into."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.access.test_every_address import endorsement
from tracker.contests.models import Candidacy, Contest, ContestRule
from tracker.kernel.clock import from_local, now, standing_at
from tracker.mailings.postal import landing_of, postal_plan
from tracker.mailings.queries.clashes import clashes_of
from tracker.rules.clashes import Clash, ClashKind, Landing, over_christmas
from tracker.rules.contests import RuleForce
from tracker.rules.decisions import EndorsementState
from tracker.rules.mailings import MailingChannel, OnBehalf, Purpose

LETTER, SERVICE, CAMPAIGN = MailingChannel.LETTER, Purpose.SERVICE, Purpose.CAMPAIGN


def of(candidacy: Candidacy) -> dict[str, Any]:
    return {"on_behalf": OnBehalf.CANDIDATE, "candidacy_id": candidacy.id}


def kinds(mailing: Any) -> set[ClashKind]:
    return {clash.kind for clash in clashes_of(mailing)}


def test_landings_overlap_or_lie_so_many_days_apart() -> None:
    first, second = Landing(date(2027, 2, 1), date(2027, 2, 3)), Landing(date(2027, 2, 5), date(2027, 2, 6))
    assert first.days_between(second) == second.days_between(first) == 2
    assert first.days_between(Landing(date(2027, 2, 3), date(2027, 2, 9))) == 0


def test_christmas_reaches_over_the_new_year() -> None:
    assert over_christmas(Landing(date(2027, 1, 2), date(2027, 1, 5)))
    assert over_christmas(Landing(date(2026, 12, 20), date(2026, 12, 24)))
    assert not over_christmas(Landing(date(2027, 1, 3), date(2027, 1, 5)))


def test_a_campaign_letter_has_to_land_before_the_ballot_papers(make_mailing: Any, ballot: Contest, candidacy: Candidacy) -> None:
    planned = datetime(2027, 2, 15, 12, tzinfo=UTC)
    plan = postal_plan(make_mailing(LETTER, CAMPAIGN, **of(candidacy), hand_over_at=planned))
    assert plan
    assert plan.window
    assert plan.latest
    assert plan.window.printed_on == date(2027, 2, 16)
    assert (plan.window.earliest, plan.window.latest) == (date(2027, 2, 17), date(2027, 2, 23))
    assert plan.land_by == datetime(2027, 2, 23, 16)
    assert plan.latest.hand_over_by == datetime(2027, 2, 15, 17, 29)
    assert plan.latest.slack_days == 0
    assert next(other.days_gained for other in plan.others) > 0
    late = from_local(plan.latest.hand_over_by)
    for minutes, past in ((-1, False), (1, True)):
        with standing_at(late + timedelta(minutes=minutes)):
            assert plan.is_past(plan.latest) is past


def test_a_contest_may_name_its_cut_off(make_mailing: Any, ballot: Contest, candidacy: Candidacy, session: Any) -> None:
    from_rule = make_mailing(LETTER, CAMPAIGN, **of(candidacy), hand_over_at=datetime(2027, 2, 15, 16, tzinfo=UTC))
    add_rule(session, ballot, "mailing_house_cut_off", "15:30")
    plan = postal_plan(from_rule)
    assert plan
    assert plan.window
    assert plan.window.printed_on == date(2027, 2, 17)


def test_a_day_past_the_known_holidays_is_said_to_be_unknown(make_mailing: Any, ballot: Contest) -> None:
    plan = postal_plan(make_mailing(LETTER, SERVICE, hand_over_at=datetime(2090, 1, 2, tzinfo=UTC)))
    assert plan
    assert plan.window is None
    assert "holidays" in plan.problem


def test_a_letter_too_late_is_told(make_mailing: Any, ballot: Contest) -> None:
    mailing = make_mailing(LETTER, SERVICE, hand_over_at=datetime(2027, 3, 15, 12, tzinfo=UTC))
    assert Clash(ClashKind.AFTER_CLOSE, date(2027, 3, 18)) in clashes_of(mailing)


def test_campaign_mail_that_lands_with_the_papers_is_told(make_mailing: Any, ballot: Contest, candidacy: Candidacy) -> None:
    planned = datetime(2027, 2, 18, 12, tzinfo=UTC)
    assert ClashKind.WITH_BALLOTS in kinds(make_mailing(LETTER, CAMPAIGN, **of(candidacy), hand_over_at=planned))
    assert ClashKind.WITH_BALLOTS not in kinds(make_mailing(LETTER, SERVICE, hand_over_at=planned))


def test_what_lands_before_an_embargo_ends_is_told_to_who_writes_it_and_not_to_the_candidate(
    make_mailing: Any, ballot: Contest, candidacy: Candidacy, rival_candidacy: Candidacy, session: Any, client: Any, sign_in: Any,
    organiser: Any, candidate: Any, officer: Any, second_officer: Any,
) -> None:  # fmt: skip
    planned = datetime(2027, 2, 1, 12, tzinfo=UTC)
    mailing = make_mailing(LETTER, CAMPAIGN, **of(candidacy), hand_over_at=planned)
    endorsement(session, rival_candidacy, officer, second_officer, EndorsementState.PUBLISHED, planned - now() + timedelta(days=9), 1)
    assert ClashKind.BEFORE_EMBARGO not in kinds(mailing)
    endorsement(session, candidacy, officer, second_officer, EndorsementState.PUBLISHED, planned - now() + timedelta(days=9), 2)
    assert Clash(ClashKind.BEFORE_EMBARGO, date(2027, 2, 10)) in clashes_of(mailing)
    for person, is_told in ((organiser, True), (candidate, False)):
        sign_in(client, person)
        page = client.get(f"/contests/{ballot.slug}/mailings/{mailing.number}").text
        assert ("before the embargo" in page) is is_told


def test_the_same_people_within_a_few_days_are_counted(make_mailing: Any, ballot: Contest, session: Any) -> None:
    first = make_mailing(LETTER, SERVICE, title="First", hand_over_at=datetime(2027, 2, 1, 12, tzinfo=UTC))
    second = make_mailing(LETTER, SERVICE, title="Second", hand_over_at=datetime(2027, 2, 2, 12, tzinfo=UTC))
    told = [clash for clash in clashes_of(second) if clash.kind is ClashKind.SAME_PEOPLE]
    landing = landing_of(first)
    assert landing
    assert told == [Clash(ClashKind.SAME_PEOPLE, landing.earliest, 3, "First")]
    second.hand_over_at = datetime(2027, 2, 22, 12, tzinfo=UTC)
    assert ClashKind.SAME_PEOPLE not in kinds(second)
    add_rule(session, ballot, "mailing_days_apart", "30")
    assert ClashKind.SAME_PEOPLE in kinds(second)


def test_letters_to_one_address_are_counted(make_mailing: Any, ballot: Contest) -> None:
    mailing = make_mailing(LETTER, SERVICE, hand_over_at=datetime(2027, 2, 1, 12, tzinfo=UTC))
    assert Clash(ClashKind.SHARED_ADDRESS, people=3) in clashes_of(mailing)


def test_the_page_shows_the_plan_and_the_clashes(
    make_mailing: Any, ballot: Contest, candidacy: Candidacy, client: Any, sign_in: Any, organiser: Any
) -> None:
    mailing = make_mailing(LETTER, CAMPAIGN, **of(candidacy), hand_over_at=datetime(2027, 2, 18, 12, tzinfo=UTC))
    sign_in(client, organiser)
    page = client.get(f"/contests/{ballot.slug}/mailings/{mailing.number}").text
    assert "Thursday 18 February 2027" in page
    assert "3 days too late." in page
    assert "It may land together with the ballot papers" in page


def add_rule(session: Any, contest: Contest, key: str, value: str) -> None:
    session.add(ContestRule(contest=contest, key=key, value=value, force=RuleForce.WARN))
    session.flush()
    session.refresh(contest)
