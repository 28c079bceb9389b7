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
from tracker.extensions import db
from tracker.kernel.base import Base

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


def record_of(model: type[Base], shared_email: SQLColumnExpression[bool]) -> ColumnElement[str]:
    """One person as one text, as SQL: the fields in their order, a separator between them."""
    table: Any = model
    parts: list[ColumnElement[str]] = [type_coerce(getattr(table, name), String) for name in TEXTS]
    parts += [func.coalesce(cast(getattr(table, name), Text), "") for name in DAYS]
    parts += [table.branch, func.coalesce(Area.gss, ""), _yes_or_no(table.email_consent), _yes_or_no(table.post_objection)]
    parts += [type_coerce(table.format, String), type_coerce(table.eligibility, String), _yes_or_no(shared_email)]
    text = parts[0]
    for part in parts[1:]:
        text = text.op("||")(literal(FIELD)).op("||")(part)
    return text


def of_people(model: type[Base], shared_email: SQLColumnExpression[bool], *conditions: ColumnElement[bool]) -> Select[Any]:
    """Every person `conditions` let through, as texts, by membership number: byte by byte, whatever the language."""
    table: Any = model
    number = table.membership_number
    if db.engine.dialect.name == "postgresql":
        number = number.collate("C")
    return (
        select(record_of(model, shared_email)).select_from(table).outerjoin(Area, Area.id == table.council_id)
        .where(*conditions).order_by(number)
    )  # fmt: skip


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


def _yes_or_no(condition: SQLColumnExpression[Any]) -> ColumnElement[str]:
    return case((condition.is_(True), "yes"), (condition.is_(False), "no"), else_="")
