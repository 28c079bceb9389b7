"""What history tells of one record."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from sqlalchemy import select

from tracker.extensions import db
from tracker.kernel.base import Base
from tracker.kernel.history import SENTENCES, HistoryEntry

MOST_TOLD = 100


@dataclass(frozen=True)
class Told:
    """One act: its entry, its sentence, and the words for the fields it changed."""

    entry: HistoryEntry
    sentence: str
    changed: tuple[str, ...]


def told_of(record: Base, labels: Mapping[str, str | LazyString]) -> list[Told]:
    """The newest acts upon a record, newest first; of what changed, the fields in `labels`. Whoever asks has been let see it."""
    entries = db.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_kind == record.__tablename__, HistoryEntry.subject_id == record.id)  # type: ignore[attr-defined]  # every table has its id
        .order_by(HistoryEntry.id.desc()).limit(MOST_TOLD)
    )  # fmt: skip
    return [
        Told(
            entry, str(SENTENCES[entry.action]) % {"subject": entry.subject_label},
            tuple(str(labels[name]) for name in entry.difference if name in labels),
        )
        for entry in entries
    ]  # fmt: skip
