"""What is remembered of an import."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.kernel.base import Base, Id, enum_type
from tracker.kernel.clock import now
from tracker.kernel.files import StoredFile
from tracker.kernel.imports.states import ENDED, MOVES, WORKING, ImportState

_ENDED = ", ".join(f"'{state}'" for state in sorted(ENDED))


@dataclass(frozen=True)
class ImportAuthor:
    """Who asked for an import, as history wants it."""

    account_id: int | None
    name: str


class ImportRun(Base):
    """One file on its way into one place. The place is kept as kind, id and label: no room is known here."""

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint(f"(state IN ({_ENDED})) = (ended_at IS NOT NULL)", name="ended_has_time"),
        CheckConstraint("read_count >= 0 AND created_count >= 0 AND updated_count >= 0", name="counts_are_counted"),
        CheckConstraint("duplicate_count >= 0 AND rejected_count >= 0", name="skips_are_counted"),
        Index("ix_import_run_place", "kind", "scope_kind", "scope_id"),
        Index("ix_import_run_state", "state"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    kind: Mapped[str]
    scope_kind: Mapped[str]
    scope_id: Mapped[int]
    scope_label: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    by_id: Mapped[int | None]
    by_name: Mapped[str]
    language: Mapped[str]
    uploaded_at: Mapped[datetime]
    state: Mapped[ImportState] = mapped_column(enum_type(ImportState), default=ImportState.UPLOADED)
    mapping: Mapped[dict[str, str]] = mapped_column(JSON, default_factory=dict)
    only_good_rows: Mapped[bool] = mapped_column(default=False)
    read_count: Mapped[int] = mapped_column(default=0)
    created_count: Mapped[int] = mapped_column(default=0)
    updated_count: Mapped[int] = mapped_column(default=0)
    duplicate_count: Mapped[int] = mapped_column(default=0)
    rejected_count: Mapped[int] = mapped_column(default=0)
    progress_done: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int | None] = mapped_column(default=None)
    stop_requested: Mapped[bool] = mapped_column(default=False)
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime | None] = mapped_column(default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    message: Mapped[str] = mapped_column(Text, default="")
    errors: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default_factory=list)
    passed_over: Mapped[list[dict[str, Any]]] = mapped_column("duplicates", JSON, default_factory=list)
    errors_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), index=True, default=None)
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id], init=False, lazy="joined", innerjoin=True)
    errors_file: Mapped[StoredFile | None] = relationship(foreign_keys=[errors_file_id], init=False)

    @property
    def label(self) -> str:
        """The name of the file, as history and pages call the import."""
        return self.file.original_name

    @property
    def duplicates(self) -> list[dict[str, Any]]:
        """The first rows that say what is known already."""
        return [line for line in self.passed_over if not line.get("is_elsewhere")]

    @property
    def left_out(self) -> list[dict[str, Any]]:
        """The first rows that are meant for somewhere else, or say nothing yet."""
        return [line for line in self.passed_over if line.get("is_elsewhere")]

    @property
    def left_out_count(self) -> int:
        """Rows read that are neither new, changed, known already nor wrong."""
        return self.read_count - self.created_count - self.updated_count - self.duplicate_count - self.rejected_count

    @property
    def author(self) -> ImportAuthor:
        return ImportAuthor(self.by_id, self.by_name)

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def can_start(self) -> bool:
        """Whether something would be saved, whole or in part."""
        return self.state == ImportState.CHECKED and self.created_count + self.updated_count > 0

    def counts(self) -> dict[str, int]:
        """The five figures, under the names the command line prints."""
        return {
            "read": self.read_count,
            "created": self.created_count,
            "updated": self.updated_count,
            "duplicates": self.duplicate_count,
            "rejected": self.rejected_count,
        }

    def move(self, to: ImportState) -> None:
        """Go to another state. Raises ValueError for a move that does not exist."""
        if to not in MOVES[self.state]:
            raise ValueError(f"an import does not go from {self.state} to {to}")
        self.state = to
        self.ended_at = now() if to in ENDED else None
