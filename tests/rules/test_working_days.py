"""Counting working days: against published dates, and by what must always hold."""

import csv
import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.rules.working_days import (
    CALENDAR_NAMES,
    DIVISIONS,
    HOLIDAY_NAMES_IN_WELSH,
    NEVER_WORKED,
    BeyondHorizon,
    Calendar,
    calendar_named,
    combined,
    holiday_name_in_welsh,
)

WALES = calendar_named("england-and-wales")
ELECTION = calendar_named("election")
inner_days = st.dates(date(2013, 1, 1), date(2027, 12, 31))
calendars = st.sampled_from([calendar_named(name) for name in CALENDAR_NAMES])
offsets = st.integers(-200, 200)


def rows(name: str) -> list[dict[str, str]]:
    with shared_data("timetables", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("working_day_cases.csv"))
def test_counting_around_a_christmas_with_a_substitute_day(row: dict[str, str]) -> None:
    # `sun` marks first-class post, which is delivered on Saturdays: our `postal` calendar.
    calendar = calendar_named({"sat+sun": row["calendar"], "sun": "postal"}[row["weekend"]])
    count = {"next": 1, "previous": -1}.get(row["offset_working_days"]) or int(row["offset_working_days"])
    reached = calendar.add_working_days(date.fromisoformat(row["from_date"]), count)
    assert reached.isoformat() == row["expected"]


# Working days before the poll. The cases call "close of nominations" the day the statement of persons
# nominated is published, so a commissioner's is 18, a day after the close itself (19: see the published
# timetables below).
STATUTORY = {
    "close_of_nominations": {
        "": 19, "GreaterLondonAssemblyElection": 22, "LocalElection": 19, "LocalElection SCOTLAND": 23,
        "LocalElection NORTHERN_IRELAND": 16, "MayoralElection": 19, "NorthernIrelandAssemblyElection": 16,
        "PoliceAndCrimeCommissionerElection": 18, "SeneddCymruElection": 19, "UKParliamentElection": 19,
    },
    "notice_of_election_deadline": {
        "GreaterLondonAssemblyElection": 30, "LocalElection": 25, "LocalElection SCOTLAND": 28,
        "MayoralElection": 25, "NorthernIrelandAssemblyElection": 25,
        "PoliceAndCrimeCommissionerElection": 25,
        "ScottishParliamentElection": 28, "SeneddCymruElection": 25, "UKParliamentElection": 22,
    },
    "postal_vote_application_deadline": {
        "LocalElection": 11, "LocalElection NORTHERN_IRELAND": 14, "MayoralElection": 11,
        "PoliceAndCrimeCommissionerElection": 11, "SeneddCymruElection": 11, "UKParliamentElection": 11,
        "ScottishParliamentElection": 21,
    },
    "registration_deadline": {
        "GreaterLondonAssemblyElection": 12, "LocalElection": 12, "MayoralElection": 12,
        "PoliceAndCrimeCommissionerElection": 12, "ScottishParliamentElection": 12, "SeneddCymruElection": 12,
    },
}


def statutory_calendar(row: dict[str, str]) -> Calendar:
    """Whose holidays a statutory deadline heeds.

    A general election heeds those of every part of the kingdom (12 December 2019 lost St Andrew's Day).
    Scottish polls leave out Easter Monday too, though it is no bank holiday there, so they need the
    combined calendar.
    """
    election = row["election_class"]
    if election in {"UKParliamentElection", "ScottishParliamentElection"} or row["country"] == "SCOTLAND":
        return calendar_named("election-united-kingdom")
    if election == "NorthernIrelandAssemblyElection" or row["country"] == "NORTHERN_IRELAND":
        return calendar_named("election-northern-ireland")
    return ELECTION


@pytest.mark.parametrize("row", rows("statutory_deadline_cases.csv"))
def test_statutory_deadlines_of_public_elections(row: dict[str, str]) -> None:
    by_class = STATUTORY[row["deadline"]]
    election = row["election_class"]
    before = by_class.get(f"{election} {row['country']}") or by_class[election]
    poll = date.fromisoformat(row["polling_day"])
    assert statutory_calendar(row).add_working_days(poll, -before).isoformat() == row["expected_date"]


def test_published_timetables_of_public_elections() -> None:
    names = {"uk-all": "election-united-kingdom", "england-and-wales": "election"}
    counted = 0
    for row in rows("published_timetables.csv"):
        if not row["working_days_before_poll"]:
            continue  # a date the party or the officer chose: it states no rule to hold it against
        poll, before = date.fromisoformat(row["polling_day"]), int(row["working_days_before_poll"])
        reached = calendar_named(names[row["calendar"]]).add_working_days(poll, -before)
        assert reached.isoformat() == row["date"], row["event"]
        counted += 1
    assert counted == 22


@pytest.mark.parametrize("division", DIVISIONS)
def test_every_published_bank_holiday_is_known(division: str) -> None:
    published = json.loads(shared_data("timetables", "bank-holidays-govuk-2012-2028.json").read_text("utf-8"))
    calendar = calendar_named(division)
    days = [date.fromisoformat(event["date"]) for event in published[division]["events"]]
    unknown = {day for day in days if calendar.is_working_day(day) or not calendar.holiday_name(day)}
    # Scotland's day of June 2026 was proclaimed after the installed list was made.
    assert unknown == ({date(2026, 6, 15)} if division == "scotland" else set())


def test_maundy_thursday_and_st_davids_day_count_and_christmas_eve_only_outside_election_law() -> None:
    assert ELECTION.is_working_day(date(2027, 3, 25))
    assert ELECTION.is_working_day(date(2027, 3, 1))
    assert WALES.is_working_day(date(2026, 12, 24))
    assert not ELECTION.is_working_day(date(2026, 12, 24))
    assert ELECTION.holiday_name(date(2026, 12, 24)) == "Christmas Eve"


def test_the_jubilee_closed_two_days_of_the_2012_ballot() -> None:
    assert [WALES.is_working_day(date(2012, 6, day)) for day in (1, 4, 5, 6)] == [True, False, False, True]
    assert WALES.holiday_name(date(2012, 6, 5)) == "Queen’s Diamond Jubilee"


@given(calendars, st.integers(2012, 2028), st.sampled_from(sorted(NEVER_WORKED)))
def test_christmas_and_new_year_never_count_even_where_only_the_substitute_is_listed(
    calendar: Calendar, year: int, month_day: tuple[int, int]
) -> None:
    assert not calendar.is_working_day(date(year, *month_day))
    assert calendar.holiday_name(date(year, *month_day)) is not None


def test_a_day_that_does_not_count_is_counted_from_like_any_other() -> None:
    sunday, monday, friday = date(2019, 2, 3), date(2019, 2, 4), date(2019, 2, 1)
    assert WALES.add_working_days(sunday, -1) == friday
    assert WALES.add_working_days(sunday, 1) == monday
    assert WALES.add_working_days(sunday, 0) == sunday
    assert WALES.on_or_after(sunday) == monday
    assert WALES.on_or_before(sunday) == friday
    assert WALES.on_or_after(monday) == WALES.on_or_before(monday) == monday


@given(calendars, inner_days, offsets.filter(bool))
def test_counting_never_lands_on_a_day_that_does_not_count(calendar: Calendar, day: date, count: int) -> None:
    assert calendar.is_working_day(calendar.add_working_days(day, count))


@given(calendars, inner_days, offsets)
def test_counting_there_and_back_is_the_same_day(calendar: Calendar, day: date, count: int) -> None:
    start = calendar.on_or_after(day)
    assert calendar.add_working_days(calendar.add_working_days(start, count), -count) == start


@given(calendars, inner_days, offsets)
def test_between_is_the_inverse_of_adding(calendar: Calendar, day: date, count: int) -> None:
    assert calendar.working_days_between(day, calendar.add_working_days(day, count)) == count


@given(calendars, inner_days, inner_days, offsets)
def test_a_later_start_never_ends_earlier(calendar: Calendar, one: date, other: date, count: int) -> None:
    first, second = sorted((one, other))
    assert calendar.add_working_days(first, count) <= calendar.add_working_days(second, count)


@given(inner_days, st.integers(1, 60))
def test_counting_agrees_with_walking_day_by_day(day: date, count: int) -> None:
    walked, left = day, count
    while left:
        walked += timedelta(1)
        left -= walked.weekday() < 5 and walked not in WALES.holidays
    assert WALES.add_working_days(day, count) == walked


@given(calendars, st.dates(max_value=date(2011, 12, 31)) | st.dates(min_value=date(2029, 1, 1)), offsets)
def test_a_day_beyond_the_holidays_is_refused(calendar: Calendar, day: date, count: int) -> None:
    with pytest.raises(BeyondHorizon):
        calendar.is_working_day(day)
    with pytest.raises(BeyondHorizon):
        calendar.add_working_days(day, count)
    with pytest.raises(BeyondHorizon):
        calendar.working_days_between(date(2020, 1, 2), day)


def test_counting_past_the_last_known_year_says_how_far_the_data_reaches() -> None:
    with pytest.raises(BeyondHorizon) as refused:
        WALES.add_working_days(date(2028, 12, 20), 10)
    assert (refused.value.day, refused.value.offset) == (date(2028, 12, 20), 10)
    assert (refused.value.first, refused.value.last) == (date(2012, 1, 1), date(2028, 12, 31))


def test_the_call_of_december_2011_cannot_be_counted_back_to() -> None:
    with pytest.raises(BeyondHorizon):
        WALES.add_working_days(date(2012, 6, 15), -132)


def test_two_calendars_together_count_only_days_both_count() -> None:
    both = combined("wales-and-scotland", [WALES, calendar_named("scotland")])
    st_andrews, easter_monday = date(2026, 11, 30), date(2026, 4, 6)
    assert WALES.is_working_day(st_andrews)
    assert not both.is_working_day(st_andrews)
    assert calendar_named("scotland").is_working_day(easter_monday)
    assert not both.is_working_day(easter_monday)


def test_every_holiday_has_a_welsh_name() -> None:
    titles = {title for name in CALENDAR_NAMES for title in calendar_named(name).holidays.values()}
    assert titles <= HOLIDAY_NAMES_IN_WELSH.keys()
    assert holiday_name_in_welsh("Good Friday") == "Dydd Gwener y Groglith"
    assert holiday_name_in_welsh("A day nobody has named") == "A day nobody has named"


def test_welsh_names_differ_from_the_published_catalogue_only_where_it_is_poor_welsh() -> None:
    text = shared_data("timetables", "bank-holidays-welsh-names.po").read_text("utf-8")
    catalogue = dict(re.findall(r'msgid "(.+)"\nmsgstr "(.+)"', text))
    same = {name for name, welsh in HOLIDAY_NAMES_IN_WELSH.items() if catalogue.get(name) == welsh}
    assert {
        "New Year’s Day", "2nd January", "St Patrick’s Day", "Good Friday", "Christmas Day", "Boxing Day",
        "St Andrew’s Day", "Queen’s Diamond Jubilee",
    } == same
