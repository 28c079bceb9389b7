"""What the rooms above may want to know: published by the services here, subscribed to in `create_app`."""

from dataclasses import dataclass
from datetime import datetime

from tracker.rules.contests import CandidacyState, ContestState


@dataclass(frozen=True, kw_only=True)
class CandidacyWithdrawn:
    """A candidate has withdrawn: what was given to them is released."""

    contest_id: int
    candidacy_id: int
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class CandidacyMoved:
    """A candidacy has reached another state."""

    contest_id: int
    candidacy_id: int
    before: CandidacyState
    after: CandidacyState
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ContestMoved:
    """A contest has reached another state: an embargo until that state lifts, a cancelled one stops what runs."""

    contest_id: int
    before: ContestState
    after: ContestState
    at: datetime
