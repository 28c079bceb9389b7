"""The words of the re-issue desk: why somebody needs another paper, and what was answered."""

from enum import StrEnum


class ReissueReason(StrEnum):
    """Why another paper is asked for."""

    LOST = "lost"
    SPOILT = "spoilt"
    NOT_RECEIVED = "not_received"
    MOVED = "moved"
    WRONG_NAME = "wrong_name"
    OTHER_FORMAT = "other_format"


class ReissueOutcome(StrEnum):
    """What was answered."""

    GRANTED = "granted"
    REFUSED = "refused"
