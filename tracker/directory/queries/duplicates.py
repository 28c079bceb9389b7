"""Records that may be one and the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import select

from tracker.directory.events import RecordKind
from tracker.directory.models import Body, NotDuplicate, Person
from tracker.directory.queries.find import MODELS
from tracker.extensions import db
from tracker.rules.matching import MatchReason, NamedRecord, Suggestion, suggest_duplicates

MOST_SHOWN = 200
_CACHE = "directory.duplicates"


@dataclass(frozen=True)
class Likely:
    """Two records that may be one, surer the nearer `score` is to 100."""

    left: Any
    right: Any
    score: int
    reasons: tuple[MatchReason, ...]


def likely_duplicates(kind: RecordKind, limit: int = MOST_SHOWN) -> list[Likely]:
    """The likeliest duplicates, best first, without the pairs somebody found to be different."""
    different = _found_different(kind)
    pairs = [one for one in _suggestions(kind) if (min(one.left, one.right), max(one.left, one.right)) not in different]
    pairs = pairs[:limit]
    model = MODELS[kind]
    ids = {number for one in pairs for number in (one.left, one.right)}
    records = {record.id: record for record in db.session.scalars(select(model).where(model.id.in_(sorted(ids))))}
    return [Likely(records[one.left], records[one.right], one.score, one.reasons) for one in pairs]


def _found_different(kind: RecordKind) -> set[tuple[int, int]]:
    query = select(NotDuplicate.left_id, NotDuplicate.right_id).where(NotDuplicate.kind == kind.value)
    return {(left, right) for left, right in db.session.execute(query)}


def _suggestions(kind: RecordKind) -> list[Suggestion[int]]:
    """Comparing everybody takes seconds for many thousands, so the answer is kept until a name or area changes."""
    named = _named(kind)
    cache: dict[RecordKind, tuple[Sequence[tuple[int, str, int | None]], list[Suggestion[int]]]]
    cache = current_app.extensions.setdefault(_CACHE, {})
    if kind not in cache or cache[kind][0] != named:
        records = (NamedRecord(number, name, str(area or "")) for number, name, area in named)
        cache[kind] = named, suggest_duplicates(records)
    return cache[kind][1]


def _named(kind: RecordKind) -> list[tuple[int, str, int | None]]:
    if kind is RecordKind.PERSON:
        query = select(Person.id, Person.name, Person.area_id).where(Person.merged_into_id.is_(None)).order_by(Person.id)
    else:
        query = select(Body.id, Body.name_en, Body.area_id).where(Body.merged_into_id.is_(None)).order_by(Body.id)
    return [(number, name, area) for number, name, area in db.session.execute(query)]
