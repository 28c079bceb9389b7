"""What the tests of contests start from."""

from datetime import date, datetime

import pytest

from tests.support.people import as_actor
from tracker.access.actor import Actor
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.contests.services import ContestDetails
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.kernel.clock import from_local, now
from tracker.rules.contests import CandidacyState, ContestOutcome, ContestState

ENDED_BY_A_DECISION = frozenset({ContestState.DECIDED, ContestState.CLOSED})


@pytest.fixture
def actor(clock: object, officer: Account) -> Actor:
    """The regional officer, as services take them."""
    return as_actor(officer)


@pytest.fixture
def details(contest: Contest, area: Area, party: Body) -> ContestDetails:
    """What an officer might say about a new contest."""
    return ContestDetails(
        title_en="Second contest", title_cy="Ail gystadleuaeth", office=contest.office, area=area, party=party,
        channels=["post", "email"], polling_day=date(2027, 5, 6), source="Notice of March 2026",
    )  # fmt: skip


@pytest.fixture
def shortlisted(clock: object, contest: Contest, candidacy: Candidacy, rival_candidacy: Candidacy) -> Contest:
    """The contest with two shortlisted candidates and everything its ballot needs but a returning officer."""
    candidacy.state = rival_candidacy.state = CandidacyState.SHORTLISTED
    put(contest, ContestState.SHORTLISTED)
    contest.ballot_closes_at = from_local(datetime(2026, 6, 12, 12))
    contest.dispatch_on = contest.paid_up_by = date(2026, 5, 18)
    contest.joined_by = date(2026, 3, 19)
    contest.channels = ["post"]
    contest.timetable_published_at = now()
    db.session.flush()
    return contest


def put(contest: Contest, state: ContestState) -> None:
    """Set a contest straight into `state`, as its checks allow, without the moves that lead there."""
    contest.state = state
    contest.outcome = ContestOutcome.BALLOT if state in ENDED_BY_A_DECISION else None
    contest.cancelled_at = now() if state is ContestState.CANCELLED else None
    contest.cancellation_reason = "For this test" if state is ContestState.CANCELLED else ""
    db.session.flush()


def lock(contest: Contest, account: Account) -> None:
    """Lock the candidate list."""
    contest.candidates_locked_at, contest.candidates_locked_by_id = now(), account.id
    db.session.flush()


