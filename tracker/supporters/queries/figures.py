"""The figures a candidate looks at every evening, out of the tallies: four small queries however long the list."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Area
from tracker.extensions import db
from tracker.rules.directory import AreaKind
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import SupporterDay, SupporterTally

WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """How many supporters, how many new within a week, and who and where they are.

    `growth`: how many in all after each day on which somebody came. `councils`: each council area of the contest's area
    with its count, nought included, by name; `elsewhere`: other council areas; `unknown`: how many have none.
    """

    all: int
    this_week: int
    named: int
    councillors: int
    growth: Sequence[tuple[date, int]]
    categories: Sequence[tuple[SupporterCategory, int]]
    councils: Sequence[tuple[Area, int]]
    elsewhere: Sequence[tuple[Area, int]]
    unknown: int

    @property
    def reached(self) -> int:
        """In how many council areas of the contest's area there is somebody."""
        return sum(1 for _, count in self.councils if count)


def figures_of(candidacy: Candidacy, today: date, councils: Sequence[Area]) -> Figures:
    """The candidacy's figures as of `today`; `councils` as `councils_of` answers them."""
    rows = db.session.execute(
        select(SupporterTally.category, SupporterTally.area_id, SupporterTally.consent, SupporterTally.count)
        .where(SupporterTally.candidacy_id == candidacy.id, SupporterTally.count > 0)
    ).all()  # fmt: skip
    categories: Counter[SupporterCategory] = Counter()
    places: Counter[int | None] = Counter()
    consents: Counter[ConsentState] = Counter()
    for category, area_id, consent, count in rows:
        categories[category] += count
        places[area_id] += count
        consents[consent] += count
    growth = _growth(candidacy)
    before = max((total for day, total in growth if day <= today - WEEK), default=0)
    contest_area = candidacy.contest.area_id
    return Figures(
        all=categories.total(), this_week=categories.total() - before, named=consents[ConsentState.GIVEN],
        councillors=categories[SupporterCategory.COUNCILLOR], growth=growth,
        categories=sorted(categories.items(), key=lambda pair: (-pair[1], pair[0])),
        councils=[(area, places[area.id]) for area in councils if area.parent_id == contest_area],
        elsewhere=[(area, places[area.id]) for area in councils if area.parent_id != contest_area and area.id in places],
        unknown=places[None],
    )  # fmt: skip


def _growth(candidacy: Candidacy) -> list[tuple[date, int]]:
    days = db.session.execute(
        select(SupporterDay.day, SupporterDay.count)
        .where(SupporterDay.candidacy_id == candidacy.id, SupporterDay.count > 0).order_by(SupporterDay.day)
    )  # fmt: skip
    total, points = 0, []
    for day, count in days:
        total += count
        points.append((day, total))
    return points


def councils_of(contest: Contest) -> list[Area]:
    """Every council area one may choose: those of the contest's area first, then the others, by name."""
    query = select(Area).where(Area.kind == AreaKind.PRINCIPAL_COUNCIL).order_by(Area.parent_id != contest.area_id, Area.name_en)
    return list(db.session.scalars(query))


def outlines_of(contest: Contest) -> dict[int, Any]:
    """Area id -> the outline of each council area of the contest's area that has one."""
    query = select(Area.id, Area.outline).where(Area.parent_id == contest.area_id, Area.outline.is_not(None))
    return {row.id: row.outline for row in db.session.execute(query)}
