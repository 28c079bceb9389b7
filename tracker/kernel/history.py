"""Append-only history: who did what to which record, when, why, and the difference it made.

Each entry carries the hash of the one before, so that a changed or missing entry shows (`flask history verify`).
The subject is kept as kind, id and label: history outlives what it describes.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

from flask_babel import LazyString
from sqlalchemy import JSON, CheckConstraint, Index, Integer, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.kernel.base import Base, Id
from tracker.kernel.clock import now

NO_HASH = "0" * 64

SENTENCES: dict[str, str | LazyString] = {}


class Author(Protocol):
    """Whoever acts: a signed-in person, or the system under a plain name."""

    @property
    def account_id(self) -> int | None: ...

    @property
    def name(self) -> str: ...


class Subject(Protocol):
    """Anything history can be told about."""

    @property
    def id(self) -> int: ...

    @property
    def label(self) -> str: ...


class HistoryEntry(Base):
    """One act."""

    __tablename__ = "history_entry"
    __table_args__ = (
        CheckConstraint("length(hash) = 64 AND length(previous_hash) = 64", name="hashes_are_sha256"),
        Index("ix_history_entry_subject", "subject_kind", "subject_id"),
        Index("ix_history_entry_contest_id", "contest_id", "id"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    action: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    subject_label: Mapped[str] = mapped_column(Text)
    contest_id: Mapped[int | None]
    candidacy_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text)
    difference: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous_hash: Mapped[str]
    hash: Mapped[str]

    def content_hash(self) -> str:
        """SHA-256, as hex, over the entry's content in canonical JSON and the hash before it."""
        content = [
            self.at.isoformat(), self.actor_id, self.actor_name, self.action, self.subject_kind, self.subject_id,
            self.subject_label, self.contest_id, self.candidacy_id, self.reason, self.difference, self.previous_hash,
        ]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class HistoryHead(Base):
    """One row: the hash of the newest entry. Locked while an entry is added, so that the chain never forks."""

    __tablename__ = "history_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    hash: Mapped[str]


def sentences(**wording: str | LazyString) -> None:
    """Declare the sentence of each action: past tense, translated, about `%(subject)s`."""
    SENTENCES.update(wording)


def record(
    actor: Author,
    action: str,
    subject: Subject,
    *,
    difference: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
    contest_id: int | None = None,
    candidacy_id: int | None = None,
) -> HistoryEntry:
    """Add one entry to the chain and flush. Raises KeyError for an action without a sentence."""
    if action not in SENTENCES:
        raise KeyError(f"history has no sentence for {action!r}")
    db.session.flush()
    head = db.session.scalars(select(HistoryHead).with_for_update().execution_options(populate_existing=True)).one_or_none()
    if head is None:
        head = HistoryHead(id=1, hash=NO_HASH)
        db.session.add(head)
    entry = HistoryEntry(
        at=now(),
        actor_id=actor.account_id,
        actor_name=actor.name,
        action=action,
        subject_kind=type(subject).__tablename__,  # type: ignore[attr-defined]  # every subject is a mapped row
        subject_id=subject.id,
        subject_label=subject.label,
        contest_id=contest_id,
        candidacy_id=candidacy_id,
        reason=reason,
        difference={name: [_plain(old), _plain(new)] for name, (old, new) in (difference or {}).items()},
        previous_hash=head.hash,
        hash=NO_HASH,
    )
    entry.hash = head.hash = entry.content_hash()
    db.session.add(entry)
    db.session.flush()
    return entry


def changes(record: object, wanted: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set each of `wanted` on `record`; answer what really changed, as name -> (old, new)."""
    changed: dict[str, tuple[Any, Any]] = {}
    for name, new in wanted.items():
        old = getattr(record, name)
        if old != new:
            setattr(record, name, new)
            changed[name] = (old, new)
    return changed


def first_broken_entry() -> HistoryEntry | None:
    """The first entry whose hash or link is wrong, or None when the whole chain holds."""
    previous = NO_HASH
    query = select(HistoryEntry).order_by(HistoryEntry.id).execution_options(yield_per=1000)
    with db.session.scalars(query) as entries:
        for entry in entries:
            if entry.previous_hash != previous or entry.hash != entry.content_hash():
                return entry
            previous = entry.hash
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)
