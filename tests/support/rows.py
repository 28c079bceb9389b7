"""A row in every table, made from what the database says of its columns, keys and checks.

Where a check asks more than a value of the right type, WANTED says what it asks.
"""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    Table,
    Time,
)
from sqlalchemy.types import JSON

from tracker.extensions import db

WANTED: dict[str, dict[str, Any]] = {
    "history_entry": {"hash": "0" * 64, "previous_hash": "0" * 64},
    "stored_file": {"sha256": "0" * 64},
    "not_duplicate": {"left_id": 1, "right_id": 2},
    "endorsement": {"endorser_body_id": 1, "candidacy_id": 1},
    "evidence": {"kind": "file", "stored_file_id": 1},
    "nomination": {"withdrawn_reason": ""},
    "postcode_area": {"postcode": "CF10 1AA"},
    "elector": {"is_listed": True},
    "roll": {"sha256": "0" * 64},
    "contact_change": {"before_hash": "0" * 64},
    "contact_alarm": {"import_run_id": 1, "reason": ""},
    "data_agreement": {"withdrawn_reason": ""},
    "roll_release": {"sha256": "0" * 64, "taken_count": 0, "withdrawn_reason": ""},
    "suppression": {"key_hash": "0" * 64},
    "mailing": {
        "channel": "letter", "service": "first", "on_behalf": "returning_officer",
        "approved_content_sha256": "", "approved_list_sha256": "",
    },
    "mailing_content": {"sha256": "0" * 64},
    "delivery": {"state": "planned", "claimed_by": "", "is_left_out": False},
    "bounce": {"sha256": "0" * 64},
    "print_run": {"manifest_sha256": "0" * 64},
    "ballot_act_time": {"told": ""},
    "print_file": {"sha256": "0" * 64},
    "edition": {"void_reason": ""},
    "edition_enclosure": {"candidacy_id": 1},
    "issue_list": {"sha256": "0" * 64, "paper_count": 2},
    "reissue": {"new_paper_id": 1, "refusal": ""},
    "non_arrival_alarm": {"cleared_reason": ""},
    "result": {"correction_reason": ""},
    "recount": {"sha256": "0" * 64},
}


def fill_every_table(connection: Connection) -> None:
    """Put one row into each table of the models, parents first. Raises IntegrityError where WANTED must say more."""
    for table in db.metadata.sorted_tables:
        if not connection.execute(table.select().limit(1)).first():
            connection.execute(table.insert().values(**row_for(connection, table)))


def row_for(connection: Connection, table: Table) -> dict[str, Any]:
    """Values for every column that must have one."""
    wanted = WANTED.get(table.name, {})
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.name in wanted:
            values[column.name] = wanted[column.name]
        elif column.nullable or column.server_default is not None:
            continue
        elif column.foreign_keys:
            parent = next(iter(column.foreign_keys)).column
            values[column.name] = connection.execute(parent.table.select().with_only_columns(parent).limit(1)).scalar()
        elif not (column.primary_key and column.autoincrement is not False and len(table.primary_key) == 1):
            values[column.name] = plain_value(column.type)
    return values


def plain_value(kind: Any) -> Any:
    """Some value of a column's type; of an enumeration its first member."""
    kind = getattr(kind, "impl_instance", kind)
    if isinstance(kind, Enum):
        return next(iter(kind.enum_class)) if kind.enum_class else kind.enums[0]
    for types, value in PLAIN:
        if isinstance(kind, types):
            return value
    return "x"


PLAIN: tuple[tuple[Any, Any], ...] = (
    (Boolean, False),
    ((Integer, Numeric, Float), 1),
    (DateTime, datetime(2026, 3, 2, 10, tzinfo=UTC)),
    (Date, date(2026, 3, 2)),
    (Time, time(12)),
    (LargeBinary, b"x"),
    (JSON, {}),
)
