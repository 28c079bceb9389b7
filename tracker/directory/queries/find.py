"""Records by their address."""

from typing import TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from tracker.directory.events import RecordKind
from tracker.directory.models import Area, Body, OfficeHeld, Person
from tracker.extensions import db

Record = TypeVar("Record", Person, Body)
MODELS: dict[RecordKind, type[Person] | type[Body]] = {RecordKind.PERSON: Person, RecordKind.BODY: Body}


def person_at(person_id: int) -> Person:
    """The person of that address, even one merged into another. Raises NotFound."""
    return _found(db.session.get(Person, person_id))


def body_at(body_id: int) -> Body:
    """The body of that address, even one merged into another. Raises NotFound."""
    return _found(db.session.get(Body, body_id))


def area_at(gss: str) -> Area:
    """The area of that GSS code. Raises NotFound."""
    query = select(Area).where(Area.gss == gss.upper()).options(joinedload(Area.parent))
    area = db.session.scalars(query).one_or_none() if gss.isascii() and gss.isalnum() else None
    if area is None:
        raise NotFound
    return area


def office_of(person_id: int, office_id: int) -> OfficeHeld:
    """The office of that number, held by that person. Raises NotFound."""
    office = db.session.get(OfficeHeld, office_id)
    if office is None or office.person_id != person_id:
        raise NotFound
    return office


def two_records(kind: str, left_id: int, right_id: int) -> tuple[Person, Person] | tuple[Body, Body]:
    """Two different records of one kind, neither merged into another. Raises NotFound."""
    if kind not in {RecordKind.PERSON, RecordKind.BODY} or left_id == right_id:
        raise NotFound
    model = MODELS[RecordKind(kind)]
    pair = _found(db.session.get(model, left_id)), _found(db.session.get(model, right_id))
    if any(record.merged_into_id is not None for record in pair):
        raise NotFound
    return cast("tuple[Person, Person] | tuple[Body, Body]", pair)


def kept(record: Record) -> Record:
    """The record itself, or the one it was merged into, however many merges later."""
    while record.merged_into_id is not None:
        record = _found(db.session.get(type(record), record.merged_into_id))
    return record


Found = TypeVar("Found")


def _found(record: Found | None) -> Found:
    if record is None:
        raise NotFound
    return record
