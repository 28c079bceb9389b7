"""The one contest, with a close."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tracker.contests.models import Contest
from tracker.kernel.clock import from_local
from tracker.rules.contests import ContestState

CLOSE = datetime(2027, 2, 18, 12)


@pytest.fixture
def planned(session: Session, contest: Contest) -> Contest:
    """A contest whose ballot closes at noon on 18 February 2027."""
    contest.state, contest.ballot_closes_at = ContestState.SHORTLISTED, from_local(CLOSE)
    session.flush()
    return contest
