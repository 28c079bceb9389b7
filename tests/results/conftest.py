"""The one contest after the close of its ballot, with three candidates, and what its scrutineer reports."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.support.people import as_actor
from tests.support.world import make_candidacy
from tracker.access.actor import Actor
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.clock import from_local, today
from tracker.results import services
from tracker.results.models import Result
from tracker.results.services import Declaration, Report, RoundReport
from tracker.rules.contests import CandidacyState, ContestState, CountMethod

SOURCE = "The scrutineer's report"
Recorded = Callable[..., Result]


@pytest.fixture
def third_candidacy(session: Session, contest: Contest) -> Candidacy:
    return make_candidacy(contest, "Siôn Third-Example", session)


@pytest.fixture
def three(candidacy: Candidacy, rival_candidacy: Candidacy, third_candidacy: Candidacy) -> list[Candidacy]:
    """Nia, Gwyn and Siôn, in that order."""
    return [candidacy, rival_candidacy, third_candidacy]


@pytest.fixture
def counting(clock: object, session: Session, contest: Contest, three: list[Candidacy]) -> Contest:
    """An eliminating ballot among three that is closed and being counted."""
    for one in three:
        one.state = CandidacyState.SHORTLISTED
    contest.state, contest.method = ContestState.COUNTING, CountMethod.ELIMINATING_BALLOT
    contest.ballot_closes_at = from_local(datetime(2026, 2, 20, 12))
    session.flush()
    return contest


@pytest.fixture
def returning(returning_officer: Account) -> Actor:
    return as_actor(returning_officer)


def report_of(three: list[Candidacy], **figures: Any) -> Report:
    """40, 35 and 25; Siôn goes out, 15 of his go to Gwyn and 6 to Nia: Gwyn wins with 50 to 46, 4 count no further."""
    nia, gwyn, sion = (one.id for one in three)
    return Report(chosen=[gwyn], rounds=[
        RoundReport(votes={nia: 40, gwyn: 35, sion: 25}, non_transferable=0),
        RoundReport(votes={nia: 46, gwyn: 50}, transferred={nia: 6, gwyn: 15}, non_transferable=4),
    ], figures={"source": SOURCE, "source_url": "", "electorate": 200, "votes_cast": 103, "spoilt": 3, **figures})  # fmt: skip


@pytest.fixture
def recorded(counting: Contest, three: list[Candidacy], returning: Actor) -> Recorded:
    """`recorded(report)`: the report stored, by the returning officer; without one the usual one."""

    def store(report: Report | None = None, **more: Any) -> Result:
        return services.record(returning, counting, three, report or report_of(three), **more)

    return store


def said(**more: Any) -> Declaration:
    """A declaration of today."""
    return Declaration(**{"by": "Rhys Returning, returning officer", "on": today(), **more})


