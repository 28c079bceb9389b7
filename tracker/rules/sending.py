"""How sending e-mails goes on: when a message is tried again, when a mailing waits for a person, how fast it may go."""

from datetime import datetime, timedelta
from enum import StrEnum

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""How long to wait after each try the server answered with "later"."""

STALE = timedelta(hours=1)
"""A schedule older than this is held, not fired: whoever made it meant then, not now."""

DOWN_AFTER = timedelta(seconds=10)
"""A mail server out of reach for so long pauses what is being sent."""

REFUSALS_IN_A_ROW = 25
"""So many people refused for good one after the other is not about them: something is wrong with the server or the message."""

PER_MINUTE, PER_HOUR = timedelta(minutes=1), timedelta(hours=1)


class HoldReason(StrEnum):
    """Why the workers hold a mailing until a person lets it go on."""

    TOO_LATE = "too_late"
    NOBODY_THERE = "nobody_there"
    SERVER_DOWN = "server_down"
    ALL_REFUSED = "all_refused"
    UNREADY = "unready"


class OffReason(StrEnum):
    """Why sending goes off by itself."""

    COPIED = "copied"
    OTHER_DATABASE = "other_database"
    OLD_DATABASE = "old_database"


def next_try(attempts: int, at: datetime, waits: tuple[timedelta, ...] = WAITS) -> datetime | None:
    """When a message is tried again whose latest try, number `attempts` from 1, was put off at `at`; None: never."""
    return at + waits[attempts - 1] if attempts <= len(waits) else None


def is_stale(due: datetime, at: datetime) -> bool:
    """Whether what should have begun at `due` is too late to begin by itself at `at`."""
    return at - due > STALE
