"""What the demonstration puts in, and that it does so once."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tracker.access.actor import SYSTEM
from tracker.accounts.demonstration import PASSWORD
from tracker.accounts.models import Account, RoleGrant
from tracker.ballots.planning import first_terms, try_out
from tracker.ballots.queries.custody import batch_lines
from tracker.ballots.queries.reconciliation import account_of
from tracker.ballots.queries.turnout import turnout_of
from tracker.contests.models import Candidacy, Contest, StageChange
from tracker.contests.services import timetable
from tracker.demo import add_supporters, load, write_list
from tracker.demo.sample import close_of_ballot
from tracker.directory.models import Area, Person
from tracker.electorate.imports import KIND, place_of
from tracker.electorate.models import RollEntry
from tracker.electorate.queries import rolls, units
from tracker.electorate.services import recomputed_hash
from tracker.endorsements.models import Endorsement, JointDecision
from tracker.kernel import history
from tracker.kernel.clock import today
from tracker.kernel.imports import run_from_command_line
from tracker.rules.contests import CandidacyState, ContestOutcome, ContestState, RuleForce
from tracker.rules.custody import Gap
from tracker.rules.decisions import LIVE_STATES, DecisionOutcome, EndorsementState
from tracker.rules.directory import AreaKind
from tracker.rules.electorate import Eligibility
from tracker.rules.post import PostalService
from tracker.rules.roles import Role
from tracker.rules.supporters import ConsentState
from tracker.rules.working_days import ELECTION, calendar_named
from tracker.supporters.models import Supporter, SupporterTally


def contest(session: Session, slug: str) -> Contest:
    return session.scalars(select(Contest).where(Contest.slug == slug)).one()


def votes(session: Session, slug: str) -> dict[str, int | None]:
    return {candidacy.name: candidacy.votes for candidacy in contest(session, slug).candidacies}


def test_loading_it_again_changes_nothing(session: Session) -> None:
    before = session.scalar(select(func.count()).select_from(history.HistoryEntry))
    assert not load()
    assert session.scalar(select(func.count()).select_from(history.HistoryEntry)) == before


def test_results_of_2012_are_those_documented(session: Session) -> None:
    assert votes(session, "south-wales-2012") == {"Alun Michael": 1142, "Paul Cannon": 1058}
    assert votes(session, "gwent-2012") == {"Hamish Sandison": 494, "Worrad": 306}
    unopposed = contest(session, "dyfed-powys-2012")
    assert unopposed.outcome is ContestOutcome.UNOPPOSED
    assert [(one.name, one.state) for one in unopposed.candidacies] == [("Christine Gwyther", CandidacyState.UNOPPOSED)]


def test_the_reselection_is_marked_as_illustrative_and_unanimous(session: Session) -> None:
    again = contest(session, "south-wales-2018-19")
    assert again.dates_are_illustrative
    assert (again.candidacies[0].state, again.candidacies[0].votes) == (CandidacyState.SELECTED, None)
    endorsed = session.scalars(select(Endorsement).where(Endorsement.contest == again)).one()
    assert (endorsed.endorser.label, endorsed.outcome) == ("Wales Council of the Co-operative Party", DecisionOutcome.UNANIMOUS)


def test_everybody_real_has_a_source_and_nobody_real_is_in_the_contest_in_progress(session: Session) -> None:
    people = session.scalars(select(Person)).all()
    assert all(person.source for person in people)
    sample = contest(session, "sample-regional-board")
    endorsers = session.scalars(select(Endorsement).where(Endorsement.contest == sample)).all()
    assert all(one.endorser.is_invented for one in endorsers)
    assert all(candidacy.person.is_invented for candidacy in sample.candidacies)
    assert session.scalars(select(Supporter.is_invented).distinct()).all() == [True]


def test_the_invented_contest_shows_an_endorsement_in_every_state_and_under_both_embargoes(session: Session) -> None:
    sample = contest(session, "sample-regional-board")
    known = session.scalars(select(Endorsement).where(Endorsement.contest == sample)).all()
    assert {one.state for one in known} == set(EndorsementState)
    live = [one for one in known if one.state in LIVE_STATES]
    assert any(one.embargo_until for one in live)
    assert any(one.embargo_event for one in live)
    assert all(one.recorded_by_id != one.verified_by_id for one in known)


def test_the_invented_contest_waits_for_people(session: Session) -> None:
    sample = contest(session, "sample-regional-board")
    assert sample.state is ContestState.SHORTLISTED
    assert session.scalars(select(StageChange.state)).all().count("proposed") == 1
    joint = session.scalars(select(JointDecision)).one()
    assert [bool(part.endorsement) for part in joint.bodies] == [True, False, False]
    assert not any(problem.force is RuleForce.HARD for problem in timetable.problems(sample))


def test_the_ballot_of_the_invented_contest_fails_by_second_class_and_works_by_first(session: Session) -> None:
    sample = contest(session, "sample-regional-board")
    terms = first_terms(sample)
    assert terms
    for service, works in ((PostalService.SECOND, False), (PostalService.FIRST, True)):
        plan = try_out(sample, replace(terms, outbound=service, returned_by=service)).plan
        assert plan
        assert plan.works is works


def test_all_areas_are_there(session: Session) -> None:
    count = Counter(session.scalars(select(Area.kind)))
    assert (count[AreaKind.POLICE_AREA], count[AreaKind.PRINCIPAL_COUNCIL]) == (43, 22)


def test_somebody_holds_each_role(session: Session) -> None:
    assert set(session.scalars(select(RoleGrant.role))) == set(Role)
    assert all(account.is_demonstration for account in session.scalars(select(Account)))


def test_its_people_sign_in(session: Session, client: PageClient) -> None:
    answer = client.submit("/sign-in", email="candidate@demo.example", password=PASSWORD)
    assert answer.status_code == 303
    assert "Nia Pugh-Example" in client.get("/contests/sample-regional-board/candidates").text


def test_history_is_whole_and_says_what_it_is(session: Session) -> None:
    assert history.first_broken_entry() is None
    told = session.scalars(select(history.HistoryEntry).where(history.HistoryEntry.action == "demo.loaded")).one()
    assert "as though it had been recorded at the time" in told.reason


def test_supporters_in_bulk_are_counted_and_never_the_same_twice(session: Session) -> None:
    nia = session.scalars(select(Candidacy).where(Candidacy.slug == "nia-pugh-example")).one()
    assert add_supporters(3000) == 3000
    assert session.scalar(select(func.sum(SupporterTally.count)).where(SupporterTally.candidacy_id == nia.id)) == 3386
    of_her = select(Supporter).where(Supporter.candidacy_id == nia.id).subquery()
    assert session.scalar(select(func.count(func.distinct(of_her.c.name)))) == 3386
    assert session.scalar(select(func.count(func.distinct(of_her.c.area_id)))) == 7
    assert set(session.scalars(select(of_her.c.consent))) == set(ConsentState)
    assert session.scalar(select(func.max(of_her.c.supported_on))) < today()


@pytest.mark.parametrize("day", ["2026-03-23", "2026-11-20", "2026-11-23", "2026-03-02"])
def test_a_ballot_closes_on_a_day_it_may_close(day: str) -> None:
    calendar = calendar_named(ELECTION)
    closes = close_of_ballot(type(today()).fromisoformat(day)).date()
    assert calendar.is_working_day(closes)
    assert calendar.holiday_name(calendar.previous_working_day(closes)) is None


def test_the_invented_roll_is_frozen_and_holds(session: Session) -> None:
    sample = contest(session, "sample-regional-board")
    roll = rolls.latest(sample)
    assert roll
    assert (roll.number, roll.entry_count) == (1, 5_000)
    assert 4_400 < roll.eligible_count < 4_900
    assert recomputed_hash(roll) == roll.sha256
    assert len(units.by_council(roll)) == 7
    assert set(session.scalars(select(RollEntry.eligibility).distinct())) == set(Eligibility)
    assert session.scalar(select(func.count()).where(RollEntry.shared_email)) > 50
    assert all(email.endswith(".example") for email in session.scalars(select(RollEntry.email).where(RollEntry.email != "")))


def test_a_later_list_of_the_invented_roll_raises_the_alarm(session: Session, tmp_path: Path) -> None:
    sample = contest(session, "sample-regional-board")
    write_list(tmp_path / "later.csv", later=True)
    done = run_from_command_line(KIND, place_of(sample), tmp_path / "later.csv", SYSTEM, mapping={}, dry_run=True)
    assert (done.counts["created"], done.counts["rejected"]) == (40, 0)
    assert 60 < done.counts["updated"] < 120
    assert any("marked as having left" in problem for problem in done.problems)


def test_a_ballot_under_way_shows_its_custody_with_a_gap_its_counts_and_papers_that_wait_for_signatures(session: Session) -> None:
    harbour = contest(session, "sample-harbour-trust")
    assert harbour.state is ContestState.BALLOTING
    assert harbour.ballot_closes_at
    assert harbour.ballot_closes_at.date() > today()
    batches = batch_lines(harbour)
    assert [found.gap for line in batches for found in line.gaps] == [Gap.INITIALS_MISSING]
    account = account_of(harbour)
    assert (account.whole.overall.unexplained, account.whole.is_reconciled) == (2, False)
    assert [one.came > 0 for one in turnout_of(harbour).days] == [True] * 3
