"""The one clock. Nobody else asks what time it is, so a test can say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def _system() -> datetime:
    return datetime.now(UTC)


_read: Callable[[], datetime] = _system


def now() -> datetime:
    """This instant, in UTC."""
    return _read()


def today() -> date:
    """The date in England and Wales now."""
    return now().astimezone(LONDON).date()


def local(instant: datetime) -> datetime:
    """`instant` as a clock on the wall in London shows it."""
    return instant.astimezone(LONDON)


def from_local(wall: datetime) -> datetime:
    """The instant at which a clock on the wall in London shows `wall`; `wall` carries no zone."""
    return wall.replace(tzinfo=LONDON).astimezone(UTC)


def set_clock(read: Callable[[], datetime] | None) -> None:
    """Let `read` be the clock; None restores the system's."""
    global _read  # noqa: PLW0603 - the one clock is one per process on purpose
    _read = read or _system


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """For the length of a `with`, it is `instant`."""
    before = _read
    set_clock(lambda: instant)
    try:
        yield
    finally:
        set_clock(before)
