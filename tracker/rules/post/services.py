"""Postal services as dated data: a mailing is reckoned with the rules of the day on which it is posted.

Days are counted on days of delivery from the day of posting, which does not count: the first day of delivery after it is
1. Where a figure is documented its source is named; where none was found it is marked as assumed.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from tracker.rules.working_days import POSTAL, Calendar, calendar_named


class PostalService(StrEnum):
    """A class of post. The access services are for mail sorted beforehand and brought in by another carrier."""

    FIRST = "first"
    SECOND = "second"
    ECONOMY = "economy"
    ACCESS_PRIORITY = "access_priority"
    ACCESS_STANDARD = "access_standard"
    EUROPE = "europe"
    REST_OF_WORLD = "rest_of_world"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Economy is an access service, and is asked for under that name too."""
        return cls("economy") if value == "access_economy" else None


INLAND = (
    PostalService.FIRST, PostalService.SECOND, PostalService.ACCESS_PRIORITY, PostalService.ACCESS_STANDARD, PostalService.ECONOMY,
)  # fmt: skip


class PostalModel(StrEnum):
    """How cautiously to reckon. SAFE: dated rules, with the days to plan with. NOTIFY: GOV.UK Notify's estimate."""

    SAFE = "safe"
    NOTIFY = "notify"


class DeliveryDays(StrEnum):
    """On which days a service delivers; never on a bank holiday of England and Wales, 25 or 26 December or 1 January."""

    MONDAY_TO_SATURDAY = "monday_to_saturday"
    MONDAY_TO_FRIDAY = "monday_to_friday"
    ALTERNATE_WEEKDAYS = "alternate_weekdays"

    @property
    def calendar(self) -> Calendar:
        """The days that count. Alternate weekdays differ from street to street, so each weekday counts: see `safe_days`."""
        return calendar_named(POSTAL if self is DeliveryDays.MONDAY_TO_SATURDAY else "england-and-wales")


@dataclass(frozen=True, slots=True)
class PostalRule:
    """What one service does from `valid_from` to `valid_to` (None: still), both days of posting, inclusive.

    All counts are days of delivery after posting. `soonest_days`: nothing arrives before. `aim_days`: what the carrier aims
    at, met for `aim_percent` of letters; None where it names none. `safe_days`: plan with this; `critical_days`: plan with
    this where a day late is a vote lost. `safe_is_documented` is False where the safe days are an assumption.
    """

    service: PostalService
    valid_from: date
    valid_to: date | None
    delivery_days: DeliveryDays
    soonest_days: int
    aim_days: int | None
    aim_percent: Decimal | None
    safe_days: int
    critical_days: int
    safe_is_documented: bool
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether a letter posted on `day` goes by this rule."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def latest_days(self, critical: bool) -> int:
        """How many days of delivery to allow."""
        return self.critical_days if critical else self.safe_days


class NotOffered(ValueError):
    """`model` knows no rule for `service` posted on `day`; `first` is the first day it knows one for, None if there is none."""

    def __init__(self, service: PostalService, model: PostalModel, day: date, first: date | None) -> None:
        super().__init__(f"the {model} model knows no rule for {service} posted on {day}")
        self.service = service
        self.model = model
        self.day = day
        self.first = first


def rule_for(service: PostalService, posted_on: date, model: PostalModel = PostalModel.SAFE) -> PostalRule:
    """The rule for a letter posted on `posted_on`. Raises NotOffered where none is known."""
    rules = RULES[model].get(service, ())
    for rule in rules:
        if rule.holds_on(posted_on):
            return rule
    raise NotOffered(service, model, posted_on, rules[0].valid_from if rules else None)


_ALWAYS = date(1900, 1, 1)
_BEFORE_REFORM = "Royal Mail’s universal service aims as they stood until Ofcom’s reform of July 2025"
_REFORM = "Ofcom’s decision of 10 July 2025, in force on 28 July 2025"
_TARGETS = "Ofcom’s targets from 1 April 2026, with 99 % no more than two days late"
_ACCESS = "Royal Mail Wholesale’s notice of 28 July 2025; counted from the day after posting, when the carrier hands it over"
_NOTIFY = "GOV.UK Notify’s estimate of delivery, as of 24 July 2025"


def _rule(
    service: PostalService, dates: tuple[str, str], days: DeliveryDays, source: str, *, aim: int, percent: str = "", safe: int,
    critical: int = 0, documented: bool = False, brought_in: int = 0,
) -> PostalRule:  # fmt: skip
    """`brought_in`: days until another carrier has handed it over; the aim counts from there, the safe days include them."""
    begins, ends = (date.fromisoformat(day) if day else None for day in dates)
    return PostalRule(
        service, begins or _ALWAYS, ends, days, 1 + brought_in, aim + brought_in, Decimal(percent) if percent else None,
        safe, critical or safe, documented, source,
    )  # fmt: skip


def _estimate(service: PostalService, days: DeliveryDays, quickest: int, slowest: int, since: str = "") -> PostalRule:
    """A rule out of days in transit: the letter arrives on the day of delivery after them."""
    begins = date.fromisoformat(since) if since else _ALWAYS
    return PostalRule(service, begins, None, days, 1 + quickest, None, None, 1 + slowest, 1 + slowest, True, _NOTIFY)


_SIX_DAYS, _WEEKDAYS = DeliveryDays.MONDAY_TO_SATURDAY, DeliveryDays.MONDAY_TO_FRIDAY
_ALTERNATE = DeliveryDays.ALTERNATE_WEEKDAYS
_S = PostalService

_DATED: dict[PostalService, tuple[PostalRule, ...]] = {
    _S.FIRST: (
        _rule(_S.FIRST, ("", "2026-03-31"), _SIX_DAYS, _BEFORE_REFORM, aim=1, percent="93", safe=2, critical=3),
        _rule(_S.FIRST, ("2026-04-01", ""), _SIX_DAYS, _TARGETS, aim=1, percent="90", safe=3, documented=True),
    ),
    _S.SECOND: (
        _rule(_S.SECOND, ("", "2025-07-27"), _SIX_DAYS, _BEFORE_REFORM, aim=3, percent="98.5", safe=4),
        _rule(_S.SECOND, ("2025-07-28", "2026-03-31"), _ALTERNATE, _REFORM, aim=3, percent="98.5", safe=5),
        _rule(_S.SECOND, ("2026-04-01", ""), _ALTERNATE, _TARGETS, aim=3, percent="95", safe=5, documented=True),
    ),
    _S.ACCESS_PRIORITY: (
        _rule(_S.ACCESS_PRIORITY, ("2025-07-28", ""), _SIX_DAYS, _ACCESS, aim=2, safe=4, brought_in=1),
    ),
    _S.ACCESS_STANDARD: (
        _rule(_S.ACCESS_STANDARD, ("", "2025-07-27"), _SIX_DAYS, _ACCESS, aim=2, percent="95", safe=4, brought_in=1),
        _rule(_S.ACCESS_STANDARD, ("2025-07-28", ""), _ALTERNATE, _ACCESS, aim=3, safe=5, brought_in=1),
    ),
    _S.ECONOMY: (
        _rule(
            _S.ECONOMY, ("2021-01-04", "2025-07-27"), _SIX_DAYS, "Royal Mail Wholesale’s notice on Economy of December 2020",
            aim=5, percent="97.5", safe=7, brought_in=1,
        ),
        _rule(_S.ECONOMY, ("2025-07-28", ""), _WEEKDAYS, _ACCESS, aim=5, safe=8, brought_in=1),
    ),
    _S.EUROPE: (_estimate(_S.EUROPE, _WEEKDAYS, 3, 5, since="2025-07-24"),),
    _S.REST_OF_WORLD: (_estimate(_S.REST_OF_WORLD, _WEEKDAYS, 5, 7, since="2025-07-24"),),
}  # fmt: skip

# Notify uses no other class than these five.
_ESTIMATED: dict[PostalService, tuple[PostalRule, ...]] = {
    _S.FIRST: (_estimate(_S.FIRST, _SIX_DAYS, 0, 0),),
    _S.SECOND: (_estimate(_S.SECOND, _WEEKDAYS, 3, 4),),
    _S.ECONOMY: (_estimate(_S.ECONOMY, _WEEKDAYS, 3, 6),),
    _S.EUROPE: (_estimate(_S.EUROPE, _WEEKDAYS, 3, 5),),
    _S.REST_OF_WORLD: (_estimate(_S.REST_OF_WORLD, _WEEKDAYS, 5, 7),),
}

RULES = {PostalModel.SAFE: _DATED, PostalModel.NOTIFY: _ESTIMATED}
