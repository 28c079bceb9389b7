"""The areas and bodies a role can be granted over."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from tracker.accounts.scopes import ScopeChoice, ScopeSource
from tracker.directory.models import Area, Body
from tracker.directory.queries.search import find_areas, find_bodies
from tracker.extensions import db
from tracker.kernel.words import word
from tracker.rules.directory import AreaKind


def area_choices(text: str, limit: int) -> list[ScopeChoice]:
    """Areas whose name answers `text`: countries and police areas first, councils after them."""
    query = select(Area).order_by(Area.kind == AreaKind.PRINCIPAL_COUNCIL, Area.kind != AreaKind.COUNTRY, Area.name_en)
    found = find_areas(text, limit) if text.strip() else db.session.scalars(query.limit(limit))
    return [_of_area(area) for area in found]


def area_choice(area_id: int) -> ScopeChoice | None:
    """The area of that id, under the name that is kept."""
    area = db.session.get(Area, area_id)
    return ScopeChoice(area.id, area.label) if area else None


def body_choices(text: str, limit: int) -> list[ScopeChoice]:
    """Bodies whose name answers `text`, in the order of their names."""
    query = _live_bodies().order_by(Body.parent_id.is_not(None), Body.search_key, Body.id)
    found = find_bodies(text, limit) if text.strip() else db.session.scalars(query.limit(limit))
    return [_of_body(body) for body in found]


def body_choice(body_id: int) -> ScopeChoice | None:
    """The body of that id, unless it was merged into another, under the name that is kept."""
    body = db.session.scalars(_live_bodies().where(Body.id == body_id)).one_or_none()
    return ScopeChoice(body.id, body.label) if body else None


def area_names(ids: Collection[int]) -> dict[int, str]:
    """Id -> name in the page's language."""
    return {area.id: area.name for area in db.session.scalars(select(Area).where(Area.id.in_(ids)))}


def body_names(ids: Collection[int]) -> dict[int, str]:
    """Id -> name in the page's language, whether or not the body was merged into another."""
    return {body.id: body.name for body in db.session.scalars(select(Body).where(Body.id.in_(ids)))}


AREAS = ScopeSource(area_choices, area_choice, area_names)
BODIES = ScopeSource(body_choices, body_choice, body_names)


def _live_bodies() -> Select[Body]:
    return select(Body).where(Body.merged_into_id.is_(None)).options(joinedload(Body.area))


def _of_area(area: Area) -> ScopeChoice:
    return ScopeChoice(area.id, f"{area.name} ({word(area.kind)})")


def _of_body(body: Body) -> ScopeChoice:
    return ScopeChoice(body.id, f"{body.name} ({word(body.kind)})")
