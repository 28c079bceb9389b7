"""Turnout from cumulative counts: corrections, days without a count, units, and numbers that cannot be."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.turnout import (
    Conflict,
    Count,
    by_channel,
    by_day,
    by_unit,
    conflict,
    new_each_day,
    standing,
)

MONDAY = date(2027, 2, 8)
TUESDAY, WEDNESDAY = MONDAY + timedelta(1), MONDAY + timedelta(2)


def overall(on: date, returned: int, channel: str = "post", order: int = 0) -> Count:
    return Count(on, None, channel, returned, order)


def test_channels_are_added_and_a_day_without_a_count_keeps_the_one_before() -> None:
    counts = [overall(MONDAY, 100), overall(MONDAY, 40, "email"), overall(TUESDAY, 160), overall(WEDNESDAY, 90, "email")]
    assert by_day(counts) == ((MONDAY, 140), (TUESDAY, 200), (WEDNESDAY, 250))
    assert new_each_day(by_day(counts)) == ((MONDAY, 140), (TUESDAY, 60), (WEDNESDAY, 50))
    assert by_channel(counts) == {"post": 160, "email": 90}


def test_a_later_record_of_the_same_day_replaces_the_earlier_one() -> None:
    assert standing([overall(MONDAY, 100, order=1), overall(MONDAY, 110, order=2)]) == (overall(MONDAY, 110, order=2),)


def test_units_stand_for_the_whole_only_where_nothing_was_counted_overall() -> None:
    units = [Count(MONDAY, 7, "post", 30), Count(MONDAY, 8, "post", 20), Count(TUESDAY, 8, "post", 25)]
    assert by_day(units) == ((MONDAY, 50), (TUESDAY, 55))
    assert by_day([*units, overall(MONDAY, 52)]) == ((MONDAY, 52),)
    assert by_unit(units) == {7: 30, 8: 25}


def test_nothing_counted_is_nothing() -> None:
    assert (by_day([]), by_unit([]), new_each_day([])) == ((), {}, ())


def test_a_number_that_falls_is_shown_with_the_one_it_contradicts() -> None:
    counts = [overall(MONDAY, 100), overall(WEDNESDAY, 180)]
    assert conflict(counts, overall(TUESDAY, 99)) == Conflict(counts[0], overall(TUESDAY, 99))
    assert conflict(counts, overall(TUESDAY, 181)) == Conflict(overall(TUESDAY, 181), counts[1])
    assert conflict(counts, overall(TUESDAY, 150)) is None
    assert conflict(counts, overall(MONDAY, 90, order=2)) is None
    assert conflict(counts, overall(TUESDAY, 1, "email")) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, 1, 2]), st.sampled_from(["post", "email"]), st.integers(0, 50))))
def test_counts_taken_in_without_a_conflict_never_fall(rows: list[tuple[int, int | None, str, int]]) -> None:
    taken: list[Count] = []
    for order, (day, unit, channel, returned) in enumerate(rows):
        new = Count(MONDAY + timedelta(day), unit, channel, returned, order)
        if conflict(taken, new) is None:
            taken.append(new)
    totals = [total for _, total in by_day(taken)]
    assert totals == sorted(totals)
    assert all(came >= 0 for _, came in new_each_day(by_day(taken)))
