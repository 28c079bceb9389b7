"""When a mailing lands: against published estimates, by hand, and by what must always hold."""

import csv
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.rules.post import (
    DELIVERED_BY,
    NotOffered,
    PostalModel,
    PostalService,
    Terms,
    lands,
    posting_day,
    window,
)
from tracker.rules.working_days import BeyondHorizon

NOTIFY = Terms(PostalModel.NOTIFY)
ESTIMATED = [
    PostalService.FIRST, PostalService.SECOND, PostalService.ECONOMY, PostalService.EUROPE, PostalService.REST_OF_WORLD,
]  # fmt: skip
moments = st.datetimes(datetime(2012, 1, 3), datetime(2028, 11, 30))
terms = st.builds(
    Terms, model=st.sampled_from(PostalModel), cut_off=st.times(), print_days=st.integers(0, 4), critical=st.booleans(),
    rules_of=st.none() | st.dates(date(2012, 1, 1), date(2028, 12, 31)),
)  # fmt: skip


def rows() -> list[dict[str, str]]:
    with shared_data("timetables", "letter_timings_cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_listed(day: date, hour: time) -> str:
    return f"{day:%A %Y-%m-%d} {hour:%H:%M}"


@pytest.mark.parametrize("row", rows())
def test_the_estimate_is_the_published_one(row: dict[str, str]) -> None:
    uploaded = datetime.fromisoformat(row["upload_time_utc"].split(maxsplit=1)[1]).replace(tzinfo=UTC)
    found = {service: window(service, uploaded, NOTIFY) for service in ESTIMATED}
    first = found.pop(PostalService.FIRST)
    assert as_listed(first.printed_on, first.printed_at.time()) == row["printed_by"]
    looked_at = datetime(2017, 7, 14, 14, 59, 59)  # London's 13:59:59 UTC
    assert (looked_at >= first.printed_at) == (row["is_printed_at_2017-07-14T13:59:59Z"] == "True")
    assert as_listed(first.latest, DELIVERED_BY) == as_listed(first.earliest, DELIVERED_BY) == row["first_class"]
    for service, lands_in in found.items():
        assert as_listed(lands_in.earliest, DELIVERED_BY) == row[f"{service}_earliest"]
        assert as_listed(lands_in.landed_at.date(), lands_in.landed_at.time()) == row[f"{service}_latest"]


def test_there_are_rows_to_reproduce() -> None:
    assert len(rows()) == 8


def test_first_class_lands_on_a_saturday() -> None:
    found = window(PostalService.FIRST, datetime(2017, 7, 13, 12), NOTIFY)
    assert (found.printed_on, found.latest) == (date(2017, 7, 14), date(2017, 7, 15))


@pytest.mark.parametrize(
    ("handed_over", "printed"),
    [
        ("2027-03-24T17:29", "2027-03-25"),  # Maundy Thursday
        ("2027-03-24T17:29:59", "2027-03-25"),
        ("2027-03-24T17:30", "2027-03-30"),  # after Good Friday and Easter Monday
        ("2027-03-24T17:29:00+00:00", "2027-03-25"),
        ("2027-06-24T16:30:00+00:00", "2027-06-28"),  # half past five in London
    ],
)
def test_the_cut_off_is_london_time(handed_over: str, printed: str) -> None:
    assert posting_day(datetime.fromisoformat(handed_over)).isoformat() == printed


def test_easter_as_the_estimate_and_as_planned_with() -> None:
    handed_over = datetime(2027, 3, 24, 17, 29)
    estimated, safe = window(PostalService.FIRST, handed_over, NOTIFY), window(PostalService.FIRST, handed_over)
    assert (estimated.earliest, estimated.latest) == (date(2027, 3, 27), date(2027, 3, 27))
    assert (safe.earliest, safe.aimed_for, safe.latest) == (date(2027, 3, 27), date(2027, 3, 27), date(2027, 3, 31))


def test_a_mailing_of_2012_goes_by_the_post_of_2012() -> None:
    posted = [lands(PostalService.SECOND, day) for day in (date(2012, 5, 25), date(2012, 5, 29))]
    assert [found.latest for found in posted] == [date(2012, 5, 30), date(2012, 6, 2)], "a Saturday"
    today = Terms(rules_of=date(2027, 1, 4))
    posted = [lands(PostalService.SECOND, day, today) for day in (date(2012, 5, 25), date(2012, 5, 29))]
    assert [found.latest for found in posted] == [date(2012, 6, 1), date(2012, 6, 7)], "two holidays and no Saturday"


def test_access_mail_is_brought_in_the_day_after_it_is_collected() -> None:
    found = lands(PostalService.ACCESS_PRIORITY, date(2027, 2, 1))
    assert (found.earliest, found.aimed_for, found.latest) == (date(2027, 2, 3), date(2027, 2, 4), date(2027, 2, 5))


def test_a_letter_somebody_posts_is_collected_on_saturdays() -> None:
    by_hand = Terms(print_days=0)
    assert posting_day(datetime(2027, 2, 6, 9), by_hand) == date(2027, 2, 6)
    assert posting_day(datetime(2027, 2, 6, 18), by_hand) == date(2027, 2, 8)
    assert posting_day(datetime(2027, 3, 29, 9), by_hand) == date(2027, 3, 30), "not on Easter Monday"


@given(st.sampled_from(PostalService), moments, terms)
def test_nothing_is_posted_or_delivered_on_a_holiday(service: PostalService, handed_over: datetime, given_terms: Terms) -> None:
    try:
        found = window(service, handed_over, given_terms)
    except NotOffered:
        return
    assert found.printed_on < found.earliest <= (found.aimed_for or found.latest) <= found.latest
    for day in (found.printed_on, found.earliest, found.latest):
        assert day.weekday() != 6
        assert (day.month, day.day) not in {(12, 25), (12, 26), (1, 1)}


@given(st.sampled_from(ESTIMATED), moments, moments, st.sampled_from(PostalModel))
def test_what_is_handed_over_later_never_lands_sooner(service, one: datetime, other: datetime, model: PostalModel) -> None:
    try:
        first, second = (window(service, moment, Terms(model)) for moment in sorted((one, other)))
    except NotOffered:
        return
    assert (first.printed_on, first.latest) <= (second.printed_on, second.latest)
    assert first.latest <= second.latest


@pytest.mark.parametrize("year", range(2012, 2028))
@pytest.mark.parametrize("model", PostalModel)
def test_christmas_is_no_day_of_delivery_in_any_year(year: int, model: PostalModel) -> None:
    handed_over = (datetime(year, 12, 10, 9) + timedelta(days=days) for days in range(25))
    landed = {window(PostalService.FIRST, moment, Terms(model)).latest for moment in handed_over}
    assert not landed & {date(year, 12, 25), date(year, 12, 26), date(year + 1, 1, 1)}


@pytest.mark.parametrize(
    "handed_over", ["2011-12-30T09:00", "2028-12-28T09:00", "2028-12-31T18:00", "9999-12-31T23:00", "0001-01-01T00:00+10:00"]
)
def test_no_day_past_the_known_holidays_is_given(handed_over: str) -> None:
    with pytest.raises(BeyondHorizon):
        window(PostalService.SECOND, datetime.fromisoformat(handed_over))


def test_days_of_printing_are_a_count() -> None:
    with pytest.raises(ValueError, match="count of days"):
        Terms(print_days=-1)
