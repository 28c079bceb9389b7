"""The words a contest and a candidacy are told in: kinds, methods, states and their named groups."""

from enum import StrEnum


class ContestKind(StrEnum):
    """What the members are asked: to choose, to choose again, or whether to choose at all."""

    OPEN_SELECTION = "open_selection"
    RESELECTION = "reselection"
    TRIGGER_BALLOT = "trigger_ballot"


class CountMethod(StrEnum):
    """How votes become a result."""

    PLURALITY = "plurality"
    ELIMINATING_BALLOT = "eliminating_ballot"
    STV = "stv"


class VotingChannel(StrEnum):
    """How a ballot reaches a member and comes back."""

    POST = "post"
    EMAIL = "email"
    MEETING = "meeting"


class ContestState(StrEnum):
    """Where a contest stands; moved only by the transitions of `tracker.contests.states`."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    APPLICATIONS = "applications"
    SHORTLISTED = "shortlisted"
    BALLOTING = "balloting"
    COUNTING = "counting"
    DECIDED = "decided"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset({
    ContestState.ANNOUNCED,
    ContestState.APPLICATIONS,
    ContestState.SHORTLISTED,
    ContestState.BALLOTING,
    ContestState.COUNTING,
})
ENDED_STATES = frozenset({ContestState.DECIDED, ContestState.CLOSED, ContestState.CANCELLED})


class ContestOutcome(StrEnum):
    """How a decided contest ended: by the members' vote, or normally without one."""

    BALLOT = "ballot"
    UNOPPOSED = "unopposed"
    APPOINTED = "appointed"
    NO_SELECTION = "no_selection"


class CandidacyState(StrEnum):
    """Where one person's candidacy stands."""

    APPLIED = "applied"
    LONGLISTED = "longlisted"
    SHORTLISTED = "shortlisted"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    UNOPPOSED = "unopposed"
    APPOINTED = "appointed"


STANDING = frozenset({CandidacyState.APPLIED, CandidacyState.LONGLISTED, CandidacyState.SHORTLISTED})
CHOSEN = frozenset({CandidacyState.SELECTED, CandidacyState.UNOPPOSED, CandidacyState.APPOINTED})


class Designation(StrEnum):
    """The description a candidate seeks to stand under at the public poll."""

    LABOUR = "labour"
    LABOUR_AND_COOPERATIVE = "labour_and_cooperative"
    CO_OPERATIVE = "co_operative"
    OTHER = "other"


class RuleForce(StrEnum):
    """What breaking a rule does: it blocks, it warns, or it is only a default."""

    HARD = "hard"
    WARN = "warn"
    SOFT = "soft"
