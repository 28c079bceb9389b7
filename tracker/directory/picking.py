"""Picking a person, body or area in a form by typing its name: with script from a list, without it by the name alone.

A field sends the typed text as its own name, and as NAME-id what was picked from the list: `person-12`, `body-3`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wtforms import StringField

from tracker.directory import search
from tracker.directory.events import RecordKind
from tracker.directory.keys import BETWEEN
from tracker.directory.models import Area, Body, Person
from tracker.directory.queries.find import kept
from tracker.directory.queries.named import areas_named, bodies_named, people_named
from tracker.directory.search import Hit
from tracker.extensions import db
from tracker.rules.names import compact_key

PICKED = re.compile(r"(?:(person|body|area)-)?([1-9][0-9]{0,8})")
ENDORSERS = (RecordKind.PERSON, RecordKind.BODY)
MOST_OFFERED = 5

Record = Person | Body | Area


@dataclass(frozen=True)
class Found:
    """Exactly one record is meant."""

    kind: RecordKind
    record: Record

    @property
    def id(self) -> int:
        return self.record.id

    @property
    def label(self) -> str:
        return self.record.label


@dataclass(frozen=True)
class Ambiguous:
    """Several records go by that name: somebody must choose."""

    text: str
    hits: list[Hit]


@dataclass(frozen=True)
class Unknown:
    """No record goes by that name; `nearby` are spelt nearly so. An empty text is unknown too."""

    text: str
    nearby: list[Hit] = field(default_factory=list)


Resolution = Found | Ambiguous | Unknown


def resolve(text: str, picked: str = "", kinds: Sequence[RecordKind] = ENDORSERS) -> Resolution:
    """Which record of `kinds` was meant by what was typed and, where given, picked.

    What was picked counts only while the text still names it: without script the text may have been changed since.
    """
    chosen = _picked_record(picked, kinds)
    if chosen and (not text.strip() or compact_key(text) in _keys(chosen.record)):
        return chosen
    if not text.strip() or "\x00" in text:
        return Unknown(text)
    named = [Found(kind, record) for kind in kinds for record in _named(kind, text)]
    if len(named) == 1:
        return named[0]
    if named:
        return Ambiguous(text, [_hit(one) for one in named])
    return Unknown(text, search.suggest(text, tuple(kinds), MOST_OFFERED))


def picked_value(record: Record) -> str:
    """What a form holds for a record picked before."""
    kind = {Person: RecordKind.PERSON, Body: RecordKind.BODY, Area: RecordKind.AREA}[type(record)]
    return f"{kind.value}-{record.id}"


class PickField(StringField):  # type: ignore[misc]  # the library carries no types
    """A text and, once something was picked from the list, its key. `.data` is the text; ask `.resolve()` what was meant.

    To fill it in beforehand give a record as the field's data: `form.endorser.process_data(body)`.
    """

    kinds: tuple[RecordKind, ...] = ENDORSERS
    picked: str = ""

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        kinds: Sequence[RecordKind] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.kinds = tuple(kinds or self.kinds)

    @property
    def text(self) -> str:
        return self.data or ""

    @property
    def kinds_text(self) -> str:
        """The kinds as the picking macro wants them: `person,body`."""
        return ",".join(kind.value for kind in self.kinds)

    def process_data(self, value: Any) -> None:
        is_record = isinstance(value, Person | Body | Area)
        self.picked = picked_value(value) if is_record else ""
        self.data = value.name if is_record else value

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(formdata, *args, **kwargs)
        if formdata and self.name in formdata:
            self.picked = _well_formed(formdata.get(f"{self.name}-id", ""))

    def resolve(self) -> Resolution:
        """Which record was meant."""
        return resolve(self.text, self.picked, self.kinds)

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.picked


class EndorserPick(PickField):
    """A person or a body that may endorse."""


def _well_formed(picked: str) -> str:
    return picked if PICKED.fullmatch(picked) else ""


def _picked_record(picked: str, kinds: Sequence[RecordKind]) -> Found | None:
    """A bare number is understood where only one kind can be picked."""
    match = PICKED.fullmatch(picked)
    kind = match and (RecordKind(match[1]) if match[1] else kinds[0] if len(kinds) == 1 else None)
    if not match or not kind or kind not in kinds:
        return None
    record = _get(kind, int(match[2]))
    return Found(kind, record) if record else None


def _get(kind: RecordKind, number: int) -> Record | None:
    if kind is RecordKind.AREA:
        return db.session.get(Area, number)
    if kind is RecordKind.BODY:
        body = db.session.get(Body, number)
        return kept(body) if body else None
    person = db.session.get(Person, number)
    return kept(person) if person else None


def _named(kind: RecordKind, text: str) -> Sequence[Record]:
    if kind is RecordKind.AREA:
        return areas_named(text)
    return bodies_named(text) if kind is RecordKind.BODY else people_named(text)


def _keys(record: Record) -> set[str]:
    if isinstance(record, Person):
        return {compact_key(record.name)}
    if isinstance(record, Body):
        return {record.compact_key, *record.also_known_key.replace(" ", "").split(BETWEEN)} | {
            compact_key(record.name_en)
        }
    return {compact_key(name) for name in (record.name_en, record.name_cy, record.gss)}


def _hit(found: Found) -> Hit:
    record = found.record
    if isinstance(record, Person):
        return search.person_hit(record)
    return search.body_hit(record) if isinstance(record, Body) else search.area_hit(record)
