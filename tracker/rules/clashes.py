"""What a mailing should not run into, by the days on which it lands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DAYS_APART = 3
"""How many days should lie between two mailings to the same people, where a contest says nothing else (assumed)."""

CHRISTMAS_EVE, AFTER_NEW_YEAR = (12, 24), (1, 2)


class ClashKind(StrEnum):
    """What is run into."""

    SAME_PEOPLE = "same_people"
    AFTER_CLOSE = "after_close"
    BEFORE_EMBARGO = "before_embargo"
    WITH_BALLOTS = "with_ballots"
    OVER_CHRISTMAS = "over_christmas"
    SHARED_ADDRESS = "shared_address"


@dataclass(frozen=True, slots=True)
class Landing:
    """The days on which something arrives, both included; for an e-mail one day."""

    earliest: date
    latest: date

    def overlaps(self, other: "Landing") -> bool:
        return self.earliest <= other.latest and other.earliest <= self.latest

    def days_between(self, other: "Landing") -> int:
        """Days from the end of the one to the beginning of the other; 0 when they overlap."""
        if self.overlaps(other):
            return 0
        first, second = sorted((self, other), key=lambda landing: landing.earliest)
        return (second.earliest - first.latest).days


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing run into. `on`: the day that matters; `people`: how many it concerns; `other`: the other mailing's title."""

    kind: ClashKind
    on: date | None = None
    people: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a mailing lands among; None where there is none, or its day is not known.

    `last_useful_day`: the last day on which anything still counts before the close. `not_before`: an embargo ends on that day.
    """

    last_useful_day: date | None = None
    ballots: Landing | None = None
    not_before: date | None = None


def clashes(landing: Landing, around: Surroundings) -> list[Clash]:
    """Everything in its surroundings that a mailing landing then runs into."""
    return list(_clashes(landing, around))


def _clashes(landing: Landing, around: Surroundings) -> Iterator[Clash]:
    if around.last_useful_day and landing.latest > around.last_useful_day:
        yield Clash(ClashKind.AFTER_CLOSE, around.last_useful_day)
    if around.not_before and landing.earliest < around.not_before:
        yield Clash(ClashKind.BEFORE_EMBARGO, around.not_before)
    if around.ballots and landing.overlaps(around.ballots):
        yield Clash(ClashKind.WITH_BALLOTS, around.ballots.earliest)
    if over_christmas(landing):
        yield Clash(ClashKind.OVER_CHRISTMAS)


def over_christmas(landing: Landing) -> bool:
    """Whether any day of it lies between Christmas Eve and the day after New Year."""
    years = range(landing.earliest.year - 1, landing.latest.year + 1)
    return any(landing.overlaps(Landing(date(year, *CHRISTMAS_EVE), date(year + 1, *AFTER_NEW_YEAR))) for year in years)
