"""The list of contests, narrowed and ordered as the person asked."""

from typing import Any

from sqlalchemy import Select, or_, select

from tracker.access.actor import Actor
from tracker.contests.models import Contest, Office
from tracker.contests.queries.find import visible_contests
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.rules.contests import ContestState
from tracker.rules.directory import BodyKind

SORTS: dict[str, tuple[Any, ...]] = {
    "title": (Contest.title_en, Contest.id),
    "closes": (Contest.ballot_closes_at, Contest.id),
    "area": (Area.name_en, Contest.id),
    "state": (Contest.state, Contest.id),
}


def listed_contests(
    actor: Actor, *, text: str = "", state: ContestState | None = None, area_gss: str = ""
) -> Select[Contest]:
    """The contests `actor` may read whose title or office holds `text`, in that state and area."""
    query = visible_contests(actor).join(Contest.area).join(Contest.office)
    if text:
        columns = (Contest.title_en, Contest.title_cy, Office.name_en, Office.name_cy)
        query = query.where(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    if state is not None:
        query = query.where(Contest.state == state)
    if area_gss:
        query = query.where(Area.gss == area_gss)
    return query


def offices() -> list[Office]:
    """Every office, by name."""
    return list(db.session.scalars(select(Office).order_by(Office.name_en)))


def areas() -> list[Area]:
    """Every area: countries first, then police areas, then principal councils, each by name."""
    return list(db.session.scalars(select(Area).order_by(Area.kind, Area.name_en)))


def areas_with_contests(actor: Actor) -> list[Area]:
    """The areas of the contests `actor` may read, by name."""
    ids = visible_contests(actor).with_only_columns(Contest.area_id)
    return list(db.session.scalars(select(Area).where(Area.id.in_(ids)).order_by(Area.name_en)))


def selecting_parties() -> list[Body]:
    """The parties that may hold a selection, by name."""
    query = select(Body).where(Body.kind == BodyKind.PARTY, Body.merged_into_id.is_(None))
    return list(db.session.scalars(query.order_by(Body.name_en)))


def replaces(contest: Contest) -> Contest | None:
    """The postponed contest that `contest` replaces, if any."""
    return db.session.scalars(select(Contest).where(Contest.replaced_by_id == contest.id)).first()
