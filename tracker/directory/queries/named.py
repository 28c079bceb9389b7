"""Who and what goes by a name. Accents, case, hyphens, spaces and titles before a name make no difference."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select

from tracker.directory.keys import BETWEEN, LONGEST_KEY
from tracker.directory.models import Area, Body, Person
from tracker.extensions import db
from tracker.rules.directory import BodyKind
from tracker.rules.names import compact_key, without_honorifics

MOST_NAMESAKES = 20


def people_named(name: str) -> Sequence[Person]:
    """The people of that name, oldest record first; those merged into another left out."""
    keys = {compact_key(name)[:LONGEST_KEY], compact_key(without_honorifics(name))[:LONGEST_KEY]} - {""}
    same = Person.compact_key.in_(sorted(keys)) if keys else Person.name == name
    query = select(Person).where(same, Person.merged_into_id.is_(None))
    return db.session.scalars(query.order_by(Person.id).limit(MOST_NAMESAKES)).all()


def bodies_named(name: str, kinds: Sequence[BodyKind] = ()) -> Sequence[Body]:
    """The bodies of that English, Welsh or short name; those merged into another left out."""
    query = select(Body).where(_is_called(name), Body.merged_into_id.is_(None))
    if kinds:
        query = query.where(Body.kind.in_(kinds))
    return db.session.scalars(query.order_by(Body.id).limit(MOST_NAMESAKES)).all()


def areas_named(name: str) -> list[Area]:
    """The areas of that English or Welsh name or code."""
    key = compact_key(name)
    areas = db.session.scalars(select(Area).order_by(Area.id))
    return [area for area in areas if key and key in {compact_key(n) for n in (area.name_en, area.name_cy, area.gss)}]


def _is_called(name: str) -> ColumnElement[bool]:
    key = compact_key(name)
    if not key:
        return or_(Body.name_en == name, Body.name_cy == name, Body.short_name == name)
    others = func.replace(Body.also_known_key, " ", "")
    return or_(Body.compact_key == key[:LONGEST_KEY], others.contains(f"{BETWEEN}{key}{BETWEEN}", autoescape=True))
