"""Offices people hold or held."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.directory.models import OfficeHeld, Person
from tracker.extensions import db


def main_offices(people: Sequence[Person]) -> dict[int, str]:
    """Person id -> the office to tell each of `people` by: one still held where there is one, else the latest."""
    if not people:
        return {}
    query = select(OfficeHeld).where(OfficeHeld.person_id.in_([person.id for person in people]))
    offices = sorted(db.session.scalars(query), key=_recency)
    return {office.person_id: office.label for office in offices}


def offices_newest_first(person: Person) -> list[OfficeHeld]:
    """A person's offices: those still held first, then by when they ended and began."""
    query = select(OfficeHeld).where(OfficeHeld.person_id == person.id)
    query = query.options(joinedload(OfficeHeld.body), joinedload(OfficeHeld.area))
    return sorted(db.session.scalars(query), key=_recency, reverse=True)


def _recency(office: OfficeHeld) -> tuple[date, date, int]:
    return office.held_until or date.max, office.held_from or date.min, office.id
