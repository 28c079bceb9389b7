"""Who must not be written to: kept as hashes, so that it outlives the person's record."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.electorate.models.details import HASH
from tracker.kernel.base import Base, Id, enum_type
from tracker.rules.electorate import Channel, SuppressionReason

LIVE = text("lifted_at IS NULL")


class Suppression(Base):
    """Nothing is sent by this channel to the address or person behind `key_hash`.

    For e-mail the key is the address, for post the membership number. `contest_id` None: in every contest.
    """

    __tablename__ = "suppression"
    __table_args__ = (
        Index("ix_suppression_live", "channel", "key_hash", sqlite_where=LIVE, postgresql_where=LIVE),
        CheckConstraint("length(key_hash) = 64", name="hash_is_sha256"),
        CheckConstraint("lifted_at IS NULL OR lifted_reason <> ''", name="lifted_has_a_reason"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel"))
    key_hash: Mapped[str] = mapped_column(String(HASH))
    reason: Mapped[SuppressionReason] = mapped_column(enum_type(SuppressionReason, "reason"))
    source: Mapped[str] = mapped_column(Text, default="")
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"), default=None)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    lifted_reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return f"{self.channel.value} {self.key_hash[:12]}"


class SuppressionSalt(Base):
    """One row: what keys are hashed with, made once for this installation. Not the secret key: that may be changed."""

    __tablename__ = "suppression_salt"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
