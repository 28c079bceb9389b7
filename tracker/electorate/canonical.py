"""The canonical form of a roll, over which its SHA-256 is taken. docs/electorate.md describes it for whoever checks."""

import hashlib
import unicodedata
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    String,
    Text,
    case,
    cast,
    func,
    literal,
    select,
    type_coerce,
)

from tracker.directory.models import Area
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.extensions import db

VERSION = "tracker-roll-1"
FIELD, RECORD = "\x1f", "\x1e"
TEXTS = (
    "membership_number", "title", "first_name", "last_name", "address_1", "address_2", "address_3", "address_4", "address_5", "address_6",
    "postcode", "email", "phone", "language", "voter_class",
)  # fmt: skip
DAYS = ("joined_on", "paid_up_to")
FIELDS = (*TEXTS, *DAYS, "branch", "council", "email_consent", "post_objection", "format", "eligibility", "shared_email")
ROWS_AT_ONCE = 5_000

Told = tuple[str, int]


def of_list(shared_email: ColumnElement[bool], *conditions: ColumnElement[bool]) -> Select[Any]:
    """Everybody on the list whom `conditions` let through, as texts in the order of the form."""
    return _of(Elector, func.coalesce(Area.gss, ""), shared_email).outerjoin(Area, Area.id == Elector.council_id).where(*conditions)


def of_roll(roll: Roll) -> Select[Any]:
    """Everybody on a roll, as texts in the order of the form."""
    return _of(RollEntry, RollEntry.council_gss, RollEntry.shared_email).where(RollEntry.roll_id == roll.id)


def hash_of(people: Select[Any], joined_by: date | None, paid_up_by: date | None) -> Told:
    """SHA-256 of the canonical form, as hex, and how many people there are."""
    digest, count = hashlib.sha256(), 0
    head = (VERSION, *(day.isoformat() if day else "" for day in (joined_by, paid_up_by)))
    digest.update((FIELD.join(head) + RECORD).encode())
    rows = db.session.connection().execute(people, execution_options={"yield_per": ROWS_AT_ONCE})  # texts: nothing for the ORM to load
    for batch in rows.scalars().partitions(ROWS_AT_ONCE):
        text = RECORD.join(batch) + RECORD
        digest.update((text if text.isascii() else unicodedata.normalize("NFC", text)).encode())
        count += len(batch)
    return digest.hexdigest(), count


def _of(model: type[Elector | RollEntry], council: SQLColumnExpression[str], shared_email: SQLColumnExpression[bool]) -> Select[Any]:
    """Each person as one text, by membership number: byte by byte, whatever the language."""
    parts: list[SQLColumnExpression[str]] = [type_coerce(getattr(model, name), String) for name in TEXTS]
    parts += [func.coalesce(cast(getattr(model, name), Text), "") for name in DAYS]
    parts += [model.branch, council, _yes_or_no(model.email_consent), _yes_or_no(model.post_objection)]
    parts += [type_coerce(model.format, String), type_coerce(model.eligibility, String), _yes_or_no(shared_email)]
    number = model.membership_number
    if db.engine.dialect.name == "postgresql":
        record = func.concat_ws(literal(FIELD), *(cast(part, Text) for part in parts))  # at once: each || would copy what stands so far
        return select(record).select_from(model).order_by(number.collate("C"))
    text: ColumnElement[str] = type_coerce(parts[0], String)
    for part in parts[1:]:
        text = text.op("||")(literal(FIELD)).op("||")(part)
    return select(text).select_from(model).order_by(number)


def _yes_or_no(condition: SQLColumnExpression[Any]) -> ColumnElement[str]:
    return case((condition.is_(True), "yes"), (condition.is_(False), "no"), else_="")
