"""Working days: which days count, and how to count them, without ever guessing.

A calendar knows a closed span of years, the span of the installed bank-holiday data. Inside it every answer
is exact; outside it every question is refused with `BeyondHorizon`, because a calendar that knows no
holidays would silently call every weekday a working day.

Bank holidays come from GOV.UK's published list, as installed. That list names only the substitute when a
holiday falls at a weekend; 25 and 26 December and 1 January never count as working days all the same. For
election law Christmas Eve does not count either (Representation of the People Act 1983, Schedule 1, rule
2), while Maundy Thursday does.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources

WEEKEND = frozenset({5, 6})
SUNDAY = frozenset({6})

CHRISTMAS_EVE = (12, 24)
NEVER_WORKED: Mapping[tuple[int, int], str] = {
    (12, 25): "Christmas Day",
    (12, 26): "Boxing Day",
    (1, 1): "New Year’s Day",
}

HOLIDAY_NAMES_IN_WELSH: Mapping[str, str] = {
    "New Year’s Day": "Dydd Calan",
    "2nd January": "2 Ionawr",
    "St Patrick’s Day": "Dydd Gŵyl Padrig",
    "Good Friday": "Dydd Gwener y Groglith",
    "Easter Monday": "Dydd Llun y Pasg",
    "Early May bank holiday": "Gŵyl Banc Cyntaf Mai",
    "Early May bank holiday (VE day)": "Gŵyl Banc Cyntaf Mai (Diwrnod VE)",
    "Spring bank holiday": "Gŵyl Banc y Gwanwyn",
    "Battle of the Boyne (Orangemen’s Day)": "Brwydr y Boyne",
    "Summer bank holiday": "Gŵyl Banc yr Haf",
    "St Andrew’s Day": "Dydd Sant Andreas",
    "Christmas Eve": "Noswyl Nadolig",
    "Christmas Day": "Dydd Nadolig",
    "Boxing Day": "Gŵyl San Steffan",
    "Queen’s Diamond Jubilee": "Jiwbilî Diemwnt y Frenhines",
    "Platinum Jubilee bank holiday": "Gŵyl Banc y Jiwbilî Platinwm",
    "Bank Holiday for the State Funeral of Queen Elizabeth II":
        "Gŵyl Banc Angladd Gwladol y Frenhines Elizabeth II",
    "Bank holiday for the coronation of King Charles III": "Gŵyl Banc Coroni'r Brenin Siarl III",
}


class BeyondHorizon(ValueError):
    """A question about a day the installed holidays do not reach.

    `day` is where the question started, `offset` how many working days from there it went (None when only the
    day itself was asked about), `first` and `last` the days the calendar named `calendar` knows.
    """

    def __init__(self, calendar: str, day: date, first: date, last: date, offset: int | None = None) -> None:
        super().__init__(f"{day} {offset or 0:+d} is outside {calendar} holidays, {first} to {last}")
        self.calendar = calendar
        self.day = day
        self.offset = offset
        self.first = first
        self.last = last


@dataclass(frozen=True)
class Calendar:
    """The days that count as working days, between `first` and `last` inclusive.

    `holidays` maps each day off to its English name; `weekend` holds the weekdays (Monday 0) that never
    count.
    """

    name: str
    first: date
    last: date
    holidays: Mapping[date, str]
    weekend: frozenset[int] = WEEKEND
    _days: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        span = (self.first + timedelta(n) for n in range((self.last - self.first).days + 1))
        days = tuple(day for day in span if day.weekday() not in self.weekend and day not in self.holidays)
        object.__setattr__(self, "_days", days)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` counts. Raises BeyondHorizon."""
        self.known(day)
        return day.weekday() not in self.weekend and day not in self.holidays

    def holiday_name(self, day: date) -> str | None:
        """The English name of the holiday on `day`, None when there is none. Raises BeyondHorizon."""
        self.known(day)
        return self.holidays.get(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`th working day after `day`, or before it when `count` is negative; `day` itself for 0.

        `day` never counts, whether or not it is a working day: one working day before a Sunday is the Friday,
        and so is one before the Monday after it. Raises BeyondHorizon.
        """
        self.known(day)
        if count == 0:
            return day
        at = bisect_right(self._days, day) + count - 1 if count > 0 else bisect_left(self._days, day) + count
        if not 0 <= at < len(self._days):
            raise BeyondHorizon(self.name, day, self.first, self.last, count)
        return self._days[at]

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`. Raises BeyondHorizon."""
        return self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """The last working day before `day`. Raises BeyondHorizon."""
        return self.add_working_days(day, -1)

    def on_or_after(self, day: date) -> date:
        """`day` when it counts, otherwise the first working day after it. Raises BeyondHorizon."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def on_or_before(self, day: date) -> date:
        """`day` when it counts, otherwise the last working day before it. Raises BeyondHorizon."""
        return day if self.is_working_day(day) else self.previous_working_day(day)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days it takes from `start` to `end`: the inverse of `add_working_days`.

        The start does not count and the end does; negative when `end` is the earlier. Raises BeyondHorizon.
        """
        self.known(start)
        self.known(end)
        if end >= start:
            return bisect_right(self._days, end) - bisect_right(self._days, start)
        return bisect_left(self._days, end) - bisect_left(self._days, start)

    def holidays_between(self, start: date, end: date) -> dict[date, str]:
        """The holidays from `start` to `end` inclusive, in order. Raises BeyondHorizon."""
        self.known(start)
        self.known(end)
        return {day: name for day, name in sorted(self.holidays.items()) if start <= day <= end}

    def known(self, day: date) -> date:
        """`day` itself, when the calendar reaches it. Raises BeyondHorizon."""
        if not self.first <= day <= self.last:
            raise BeyondHorizon(self.name, day, self.first, self.last)
        return day


DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
ELECTION = "election"
ELECTION_SCOTLAND = "election-scotland"
ELECTION_NORTHERN_IRELAND = "election-northern-ireland"
ELECTION_UNITED_KINGDOM = "election-united-kingdom"
POSTAL = "postal"
CALENDAR_NAMES = (
    *DIVISIONS, ELECTION, ELECTION_SCOTLAND, ELECTION_NORTHERN_IRELAND, ELECTION_UNITED_KINGDOM, POSTAL,
)
_ELECTIONS_IN = {
    ELECTION: "england-and-wales",
    ELECTION_SCOTLAND: "scotland",
    ELECTION_NORTHERN_IRELAND: "northern-ireland",
}


@cache
def calendar_named(name: str) -> Calendar:
    """The calendar of that name, one of CALENDAR_NAMES; KeyError for any other.

    `election` and its kin leave out Christmas Eve too; `election-united-kingdom` leaves out a holiday of
    any of the three parts, as for a general election; `postal` counts Saturdays, as first-class post is
    delivered.
    """
    if name == ELECTION_UNITED_KINGDOM:
        return combined(name, [calendar_named(part) for part in _ELECTIONS_IN])
    if name in _ELECTIONS_IN:
        return without_christmas_eve(name, calendar_named(_ELECTIONS_IN[name]))
    if name == POSTAL:
        ordinary = calendar_named("england-and-wales")
        return Calendar(name, ordinary.first, ordinary.last, ordinary.holidays, SUNDAY)
    return _division(name)


def combined(name: str, calendars: Iterable[Calendar]) -> Calendar:
    """A calendar, over the years all of `calendars` know, on which a day counts only if it counts on each."""
    parts = list(calendars)
    holidays = {day: title for part in reversed(parts) for day, title in part.holidays.items()}
    weekend = frozenset[int]().union(*(part.weekend for part in parts))
    return Calendar(name, max(p.first for p in parts), min(p.last for p in parts), holidays, weekend)


def without_christmas_eve(name: str, calendar: Calendar) -> Calendar:
    """The same calendar as election law counts it, on which Christmas Eve is no working day."""
    years = range(calendar.first.year, calendar.last.year + 1)
    eves = {date(year, *CHRISTMAS_EVE): "Christmas Eve" for year in years}
    return Calendar(name, calendar.first, calendar.last, {**eves, **calendar.holidays}, calendar.weekend)


def holiday_name_in_welsh(english: str) -> str:
    """The Welsh name of a bank holiday; the English one where no Welsh name is known."""
    return HOLIDAY_NAMES_IN_WELSH.get(english, english)


def _division(name: str) -> Calendar:
    """One part of the United Kingdom, for the whole years its published holidays cover."""
    listed = {date.fromisoformat(event["date"]): event["title"] for event in _published()[name]["events"]}
    years = range(min(listed).year, max(listed).year + 1)
    fixed = {date(year, *month_day): title for year in years for month_day, title in NEVER_WORKED.items()}
    return Calendar(name, date(years[0], 1, 1), date(years[-1], 12, 31), {**fixed, **listed})


@cache
def _published() -> dict[str, dict[str, list[dict[str, str]]]]:
    """GOV.UK's list as installed, read straight from its file: no network, and no HTTP client to import."""
    text = (resources.files("govuk_bank_holidays") / "bank-holidays.json").read_text(encoding="utf-8")
    published: dict[str, dict[str, list[dict[str, str]]]] = json.loads(text)
    return published
