"""Records by their address."""

from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from tracker.directory.events import RecordKind
from tracker.directory.models import Area, Body, OfficeHeld, Person
from tracker.extensions import db

Record = TypeVar("Record", Person, Body)
Found = TypeVar("Found")
MODELS: dict[RecordKind, Any] = {RecordKind.PERSON: Person, RecordKind.BODY: Body}


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


def one_record(kind: str, record_id: int) -> Person | Body:
    """The person or body of that number, not merged into another. Raises NotFound."""
    if kind not in {RecordKind.PERSON, RecordKind.BODY}:
        raise NotFound
    record: Person | Body = _found(db.session.get(MODELS[RecordKind(kind)], record_id))
    if record.merged_into_id is not None:
        raise NotFound
    return record


def two_records(kind: str, left_id: int, right_id: int) -> tuple[Person, Person] | tuple[Body, Body]:
    """Two different records of one kind, neither merged into another. Raises NotFound."""
    if kind not in {RecordKind.PERSON, RecordKind.BODY} or left_id == right_id:
        raise NotFound
    model = MODELS[RecordKind(kind)]
    query = select(model).where(model.id.in_([left_id, right_id]), model.merged_into_id.is_(None))
    found = {record.id: record for record in db.session.scalars(query)}
    if len(found) < 2:
        raise NotFound
    return cast("tuple[Person, Person] | tuple[Body, Body]", (found[left_id], found[right_id]))


def kept(record: Record) -> Record:
    """The record itself, or the one it was merged into, however many merges later."""
    while record.merged_into_id is not None:
        record = db.session.get_one(type(record), record.merged_into_id)
    return record


def _found(record: Found | None) -> Found:
    if record is None:
        raise NotFound
    return record
