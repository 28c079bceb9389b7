"""A scrutineer's ballots counted again, and what differed from what was reported."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.kernel.base import Base, Id, enum_type
from tracker.kernel.files import StoredFile
from tracker.results.models.results import Result
from tracker.rules.results import BallotFile


class Recount(Base):
    """One file counted again by `rules`, never changed. `rounds` and `differences` are those of `tracker.rules.counting`, as data."""

    __tablename__ = "recount"
    __table_args__ = (
        Index("ix_recount_result_id", "result_id"),
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
        CheckConstraint("paper_count >= 0 AND difference_count >= 0", name="counts_not_negative"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), init=False)
    result: Mapped[Result] = relationship(back_populates="recounts")
    stored_file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), init=False)
    stored_file: Mapped[StoredFile] = relationship()
    sha256: Mapped[str]
    form: Mapped[BallotFile] = mapped_column(enum_type(BallotFile, "form"))
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    paper_count: Mapped[int]
    winner: Mapped[str | None] = mapped_column(default=None)
    rounds: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    differences: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    difference_count: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_by_name: Mapped[str]

    @property
    def label(self) -> str:
        return self.stored_file.original_name

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not self.difference_count

    @property
    def access_scope(self) -> Scope:
        return Scope(contest_id=self.result.contest_id, area_id=self.result.contest.area_id, party_id=self.result.contest.party_id)
