"""Turnout from the scrutineer's counts: numbers of papers returned by a day, never whose.

Each count is cumulative: all papers returned by the end of its day, in one unit (or overall) and by one channel.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Count:
    """Papers returned up to and with a day. `unit` None: overall. A later `order` replaces the same day, unit and channel."""

    on: date
    unit: int | None
    channel: str
    returned: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """A count that cannot be, because another day says otherwise: a cumulative number never falls."""

    earlier: Count
    later: Count


def standing(counts: Iterable[Count]) -> tuple[Count, ...]:
    """The counts that nobody corrected, by day."""
    last = {(each.on, each.unit, each.channel): each for each in sorted(counts, key=lambda each: each.order)}
    return tuple(sorted(last.values(), key=lambda each: (each.on, each.unit or 0, each.channel)))


def conflict(counts: Iterable[Count], new: Count) -> Conflict | None:
    """The standing count that a new one contradicts: an earlier day with more papers, or a later day with fewer."""
    for each in standing(counts):
        if (each.unit, each.channel) != (new.unit, new.channel):
            continue
        if each.on < new.on and each.returned > new.returned:
            return Conflict(each, new)
        if each.on > new.on and each.returned < new.returned:
            return Conflict(new, each)
    return None


def by_day(counts: Iterable[Count]) -> tuple[tuple[date, int], ...]:
    """(day, papers returned by then), all channels together: the overall counts, or the units' where there are none overall."""
    stand = standing(counts)
    overall = [each for each in stand if each.unit is None] or list(stand)
    days = sorted({each.on for each in overall})
    return tuple((day, sum(_upto(overall, day))) for day in days)


def by_unit(counts: Iterable[Count]) -> dict[int, int]:
    """Unit -> papers returned by its last count, all channels together."""
    stand = [each for each in standing(counts) if each.unit is not None]
    units = dict.fromkeys(each.unit for each in stand if each.unit is not None)
    return {unit: sum(_upto([each for each in stand if each.unit == unit], date.max)) for unit in units}


def by_channel(counts: Iterable[Count]) -> dict[str, int]:
    """Channel -> papers returned by its last overall count."""
    overall = [each for each in standing(counts) if each.unit is None]
    return {each.channel: each.returned for each in overall}


def new_each_day(days: Sequence[tuple[date, int]]) -> tuple[tuple[date, int], ...]:
    """(day, papers that came since the count before)."""
    before = [0, *(total for _, total in days)]
    return tuple((day, total - was) for (day, total), was in zip(days, before, strict=False))


def _upto(counts: Sequence[Count], day: date) -> Iterable[int]:
    """What each unit and channel had by the end of `day`: its last count until then."""
    last = {(each.unit, each.channel): each.returned for each in counts if each.on <= day}
    return last.values()
