"""Reading supporters: the list with its filters, and the figures a candidate looks at every evening.

Every figure is one grouped query, so a page costs the same number of queries for ten supporters as for 100,000.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from tracker.access.actor import Actor
from tracker.access.can import where_can
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import candidacy_in
from tracker.directory.models import Area
from tracker.extensions import db
from tracker.rules.directory import AreaKind
from tracker.rules.names import compact_key, search_key
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter, supporter_columns

WEEK = timedelta(days=7)

SORTS: dict[str, Sequence[object]] = {
    "name": (Supporter.sort_key, Supporter.id),
    "category": (Supporter.category, Supporter.sort_key, Supporter.id),
    "council": (Supporter.area_id, Supporter.sort_key, Supporter.id),
    "day": (Supporter.supported_on, Supporter.id),
}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of a list is wanted; None or empty: everything."""

    text: str = ""
    category: SupporterCategory | None = None
    area_id: int | None = None
    consent: ConsentState | None = None
    office: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Totals:
    """How many supporters, how many new within a week, how many agreed to be named, how many are councillors."""

    all: int
    this_week: int
    named: int
    councillors: int


def supporter_in(contest_slug: str, candidacy_slug: str, supporter_id: int) -> Supporter:
    """The supporter of that address, within the candidacy. A merged one is found too. Raises NotFound."""
    candidacy = candidacy_in(contest_slug, candidacy_slug)
    supporter = db.session.get(Supporter, supporter_id)
    if supporter is None or supporter.candidacy_id != candidacy.id:
        raise NotFound
    return supporter


def supporters_of(candidacy: Candidacy, filters: Filters = Filters()) -> Select[tuple[Supporter]]:  # noqa: B008 - an immutable value
    """The candidacy's supporters that `filters` lets through."""
    query = (
        select(Supporter)
        .where(Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None))
        .options(joinedload(Supporter.area))
    )
    return _filtered(query, filters)


def visible_supporters(actor: Actor) -> Select[tuple[Supporter]]:
    """Every supporter `actor` may read: exactly those `can(actor, READ_SUPPORTERS, supporter)` is true of."""
    return (
        select(Supporter).join(Supporter.candidacy).join(Candidacy.contest)
        .where(where_can(actor, Permission.READ_SUPPORTERS, supporter_columns()))
    )  # fmt: skip


def named_supporters(contest: Contest) -> Select[tuple[Supporter]]:
    """The supporters of a contest's candidates who agreed to be named, for everybody to read."""
    return (
        select(Supporter).join(Supporter.candidacy)
        .where(Candidacy.contest_id == contest.id, Supporter.consent == ConsentState.GIVEN, Supporter.removed_at.is_(None))
        .options(joinedload(Supporter.area), joinedload(Supporter.candidacy))
    )  # fmt: skip


def _filtered(query: Select[tuple[Supporter]], filters: Filters) -> Select[tuple[Supporter]]:
    wanted = {
        Supporter.category: filters.category, Supporter.area_id: filters.area_id, Supporter.consent: filters.consent,
    }  # fmt: skip
    for column, value in wanted.items():
        if value is not None:
            query = query.where(column == value)
    if filters.office:
        query = query.where(Supporter.office.icontains(filters.office, autoescape=True))
    if filters.since:
        query = query.where(Supporter.supported_on >= filters.since)
    if filters.until:
        query = query.where(Supporter.supported_on <= filters.until)
    return _matching(query, filters.text) if filters.text else query


def _matching(query: Select[tuple[Supporter]], text: str) -> Select[tuple[Supporter]]:
    """Names or offices holding `text`, whatever its accents and hyphens; by e-mail address too."""
    spaced, compact = search_key(text), compact_key(text)
    if not compact:
        return query.where(Supporter.name.contains(text, autoescape=True))
    return query.where(or_(
        Supporter.compact_key.contains(compact, autoescape=True),
        Supporter.search_key.contains(spaced, autoescape=True),
        Supporter.office.icontains(text, autoescape=True),
        Supporter.email == text.lower(),
    ))  # fmt: skip


def totals(candidacy: Candidacy, today: date) -> Totals:
    """The candidacy's figures as of `today`."""
    row = db.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(case((Supporter.supported_on > today - WEEK, 1), else_=0)), 0),
            func.coalesce(func.sum(case((Supporter.consent == ConsentState.GIVEN, 1), else_=0)), 0),
            func.coalesce(func.sum(case((Supporter.category == SupporterCategory.COUNCILLOR, 1), else_=0)), 0),
        ).where(Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None))
    ).one()
    return Totals(*(int(figure) for figure in row))


def growth(candidacy: Candidacy) -> list[tuple[date, int]]:
    """Day by day how many there were in all, for the days on which somebody was added."""
    days = db.session.execute(
        select(Supporter.supported_on, func.count())
        .where(Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None))
        .group_by(Supporter.supported_on).order_by(Supporter.supported_on)
    )  # fmt: skip
    total, points = 0, []
    for day, count in days:
        total += count
        points.append((day, total))
    return points


def by_category(candidacy: Candidacy) -> list[tuple[SupporterCategory, int]]:
    """Category and count, most first."""
    count = func.count().label("count")
    rows = db.session.execute(
        select(Supporter.category, count)
        .where(Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None))
        .group_by(Supporter.category).order_by(count.desc(), Supporter.category)
    )  # fmt: skip
    return [(category, number) for category, number in rows]


def by_council(candidacy: Candidacy) -> list[tuple[Area | None, int]]:
    """Each council area of the contest's area with its count, nought included; then elsewhere, then not known."""
    counts = dict(
        db.session.execute(
            select(Supporter.area_id, func.count())
            .where(Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None))
            .group_by(Supporter.area_id)
        ).tuples()
    )
    own = councils_of(candidacy.contest)
    own_ids = {area.id for area in own}
    elsewhere_ids = [area_id for area_id in counts if area_id is not None and area_id not in own_ids]
    elsewhere = db.session.scalars(select(Area).where(Area.id.in_(elsewhere_ids)).order_by(Area.name_en)).all() if elsewhere_ids else []
    rows: list[tuple[Area | None, int]] = [(area, counts.get(area.id, 0)) for area in [*own, *elsewhere]]
    return [*rows, (None, counts[None])] if None in counts else rows


def councils_of(contest: Contest) -> list[Area]:
    """The council areas within the contest's area, by name."""
    query = select(Area).where(Area.parent_id == contest.area_id, Area.kind == AreaKind.PRINCIPAL_COUNCIL).order_by(Area.name_en)
    return list(db.session.scalars(query))
