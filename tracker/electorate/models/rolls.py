"""Rolls: the list as it stood at a freeze, never changed afterwards."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from tracker.access.permissions import Permission
from tracker.access.scope import Scope
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate.models.details import HASH, Details
from tracker.kernel.base import Base, Id


class Roll(Base):
    """A frozen snapshot of a contest's list. `sha256` is over its canonical form (docs/electorate.md)."""

    __tablename__ = "roll"
    __table_args__ = (
        Index("uq_roll_contest_id_number", "contest_id", "number", unique=True),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("eligible_count >= 0 AND entry_count >= eligible_count", name="counts_are_counted"),
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    number: Mapped[int]
    frozen_at: Mapped[datetime]
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    frozen_by_name: Mapped[str]
    joined_by: Mapped[date | None]
    paid_up_by: Mapped[date | None]
    entry_count: Mapped[int]
    eligible_count: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH))
    note: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return f"#{self.number} ({self.sha256[:12]})"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class RollEntry(Details, Base):
    """One person on a frozen roll, as they stood then. `shared_email`: another eligible person has the same address.

    The council area stands as its GSS code, empty for none: what was frozen and hashed hangs on no other row.
    """

    __tablename__ = "roll_entry"
    __table_args__ = (
        Index("uq_roll_entry_roll_id_membership_number", "roll_id", "membership_number", unique=True),
        Index("uq_roll_entry_elector_id_id", "elector_id", "id", unique=True),
        Index("ix_roll_entry_audience", "roll_id", "council_gss", "branch"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    roll_id: Mapped[int] = mapped_column(ForeignKey("roll.id"), init=False)
    roll: Mapped[Roll] = relationship()
    elector_id: Mapped[int] = mapped_column(ForeignKey("elector.id"))
    council_gss: Mapped[str] = mapped_column(default="")
    shared_email: Mapped[bool] = mapped_column(default=False)

    council: Mapped[Area | None] = relationship(
        init=False, viewonly=True, primaryjoin=lambda: foreign(RollEntry.council_gss) == Area.gss,
        lazy="joined",  # by its code none is found among those already loaded: each person would be a query
    )

    @property
    def label(self) -> str:
        """A reference without the name."""
        return f"R-{self.id}"

    @property
    def access_scope(self) -> Scope:
        return replace(self.roll.access_scope, hidden_without=Permission.READ_ELECTORATE)
