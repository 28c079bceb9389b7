"""What history tells of one supporter."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from sqlalchemy import select

from tracker.accounts.models import Account
from tracker.extensions import db
from tracker.kernel.history import SENTENCES, HistoryEntry
from tracker.supporters.models import Supporter

MOST_TOLD = 100


@dataclass(frozen=True)
class Told:
    """One act: its entry, its sentence, and the words for the fields it changed."""

    entry: HistoryEntry
    sentence: str
    changed: tuple[str, ...]


def told_of(supporter: Supporter, labels: Mapping[str, str | LazyString]) -> list[Told]:
    """The newest acts upon a supporter, newest first; of what changed, the fields in `labels`."""
    entries = db.session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.subject_kind == Supporter.__tablename__, HistoryEntry.subject_id == supporter.id)
        .order_by(HistoryEntry.id.desc()).limit(MOST_TOLD)
    )  # fmt: skip
    return [
        Told(
            entry, str(SENTENCES[entry.action]) % {"subject": entry.subject_label},
            tuple(str(labels[name]) for name in entry.difference if name in labels),
        )
        for entry in entries
    ]  # fmt: skip


def who_asked(supporter: Supporter) -> str:
    """Who recorded the answer about being named; nothing where nobody did."""
    account = db.session.get(Account, supporter.consent_by_id) if supporter.consent_by_id else None
    return account.name if account else ""
