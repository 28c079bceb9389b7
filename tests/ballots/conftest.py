"""The one contest, with a close, and an edition of papers."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tracker.ballots.models import Edition
from tracker.contests.models import Contest
from tracker.kernel.clock import from_local, now
from tracker.rules.contests import ContestState
from tracker.rules.papers import EditionState, PaperFormat

CLOSE = datetime(2027, 2, 18, 12)


@pytest.fixture
def planned(session: Session, contest: Contest) -> Contest:
    """A contest whose ballot closes at noon on 18 February 2027."""
    contest.state, contest.ballot_closes_at = ContestState.SHORTLISTED, from_local(CLOSE)
    session.flush()
    return contest


def make_edition(session: Session, contest: Contest, code: str = "PINK", first: int = 1, last: int = 500, number: int = 1) -> Edition:
    """An open edition of standard papers with the numbers `first` to `last`."""
    edition = Edition(
        contest=contest, number=number, code=code, format=PaperFormat.STANDARD, serial_first=first, serial_last=last,
        state=EditionState.OPEN, created_at=now(), created_by_id=None, opened_at=now(),
    )  # fmt: skip
    session.add(edition)
    session.flush()
    return edition


@pytest.fixture
def edition(session: Session, planned: Contest) -> Edition:
    """Five hundred papers, numbered from 1."""
    return make_edition(session, planned)
