"""Lists of people, bodies and areas, filtered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, exists, func, select
from sqlalchemy.orm import joinedload

from tracker.directory.data.areas import WALES
from tracker.directory.models import Area, Body, OfficeHeld, Person
from tracker.directory.queries.search import body_holds, person_holds, tidy
from tracker.directory.queries.tree import beneath
from tracker.extensions import db
from tracker.rules.directory import AreaKind, BodyKind
from tracker.rules.supporters import SupporterCategory

PEOPLE_SORTS = {"name": (Person.sort_key, Person.id), "newest": (Person.id,)}
BODY_SORTS = {"name": (Body.search_key, Body.id), "kind": (Body.kind, Body.search_key, Body.id), "newest": (Body.id,)}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list is narrowed to; an area takes in what lies beneath it."""

    text: str = ""
    area_id: int | None = None
    category: SupporterCategory | None = None
    kind: BodyKind | None = None


def people_list(filters: Filters) -> Select[Any]:
    """The people `filters` lets through, without those merged into another."""
    query = select(Person).where(Person.merged_into_id.is_(None)).options(joinedload(Person.area))
    if text := tidy(filters.text):
        query = query.where(person_holds(text))
    if filters.area_id is not None:
        query = query.where(Person.area_id.in_(beneath(Area, filters.area_id)))
    if filters.category is not None:
        query = query.where(exists().where(OfficeHeld.person_id == Person.id, OfficeHeld.category == filters.category))
    return query


def bodies_list(filters: Filters) -> Select[Any]:
    """The bodies `filters` lets through, without those merged into another."""
    query = select(Body).where(Body.merged_into_id.is_(None)).options(joinedload(Body.area))
    if text := tidy(filters.text):
        query = query.where(body_holds(text))
    if filters.area_id is not None:
        query = query.where(Body.area_id.in_(beneath(Area, filters.area_id)))
    return query if filters.kind is None else query.where(Body.kind == filters.kind)


def all_areas() -> Sequence[Area]:
    """Every area: countries, police areas, council areas, each by name."""
    order = {kind: at for at, kind in enumerate(AreaKind)}
    by_kind = case(*((Area.kind == kind, at) for kind, at in order.items()))
    return db.session.scalars(select(Area).options(joinedload(Area.parent)).order_by(by_kind, Area.name_en)).all()


def nearest_first(areas: Sequence[Area], own: frozenset[int]) -> Sequence[Area]:
    """The same areas, countries that hold an area of `own` first; where none does, Wales first."""
    country_of = {area.id: area.parent_id or area.id for area in areas if area.kind in {AreaKind.COUNTRY, AreaKind.POLICE_AREA}}
    own_countries = {country_of.get(area.id) or country_of.get(area.parent_id or 0) for area in areas if area.id in own}
    wales = {area.id for area in areas if area.gss == WALES}
    first = own_countries if own_countries - {None} else wales
    return sorted(areas, key=lambda area: area.id not in first)


def children_of(area: Area) -> Sequence[Area]:
    """The areas that lie directly in `area`, by name."""
    return db.session.scalars(select(Area).where(Area.parent_id == area.id).order_by(Area.name_en)).all()


def bodies_within(area: Area, limit: int = 50) -> Sequence[Body]:
    """The bodies of exactly this area, by name."""
    query = select(Body).where(Body.area_id == area.id, Body.merged_into_id.is_(None))
    return db.session.scalars(query.order_by(Body.search_key).limit(limit)).all()


def parts_of(body: Body, limit: int = 50) -> Sequence[Body]:
    """The bodies that are directly part of `body`, by name."""
    query = select(Body).where(Body.parent_id == body.id, Body.merged_into_id.is_(None))
    return db.session.scalars(query.order_by(Body.search_key).limit(limit)).all()


def holders_in(body: Body, limit: int = 50) -> Sequence[OfficeHeld]:
    """The offices people hold or held in `body`, by surname."""
    query = select(OfficeHeld).join(OfficeHeld.person).where(OfficeHeld.body_id == body.id, Person.merged_into_id.is_(None))
    return db.session.scalars(query.options(joinedload(OfficeHeld.person)).order_by(Person.sort_key).limit(limit)).all()


def how_many() -> dict[str, int]:
    """How many people and bodies there are, merged ones left out."""
    return {
        name: db.session.scalar(select(func.count()).select_from(model).where(model.merged_into_id.is_(None))) or 0
        for name, model in (("people", Person), ("bodies", Body))
    }
