"""What becomes of each recipient of a mailing, and whether anything may be sent at all."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.electorate.models import RollEntry
from tracker.kernel.base import Base, Id, enum_type
from tracker.mailings.models.mailings import HASH, Mailing
from tracker.mailings.models.prints import PrintFile
from tracker.rules.electorate import LetterLanguage
from tracker.rules.mailings import BounceKind, DeliveryState, Resolution, SkipReason

CLAIMED = text("state = 'claimed'")


class Delivery(Base):
    """One mailing to one person: the only place that says what became of it.

    `reference` is printed on the letter and part of the e-mail's Message-ID; `answer` is what the server, or the mailing
    house, said. `claimed_by` names the worker that is just now talking to the server. `is_left_out`: the audience named the
    person, the approval did not, for `skip_reason`; that never changes.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("uq_delivery_mailing_id_roll_entry_id", "mailing_id", "roll_entry_id", unique=True),
        Index("uq_delivery_reference", "reference", unique=True),
        Index("ix_delivery_waiting", "mailing_id", "state", "next_try_at", "id"),
        Index("ix_delivery_roll_entry_id", "roll_entry_id"),
        Index("ix_delivery_claimed_by", "claimed_by", sqlite_where=CLAIMED, postgresql_where=CLAIMED),
        CheckConstraint("(state = 'claimed') = (claimed_by <> '')", name="claimed_by_a_worker"),
        CheckConstraint("(state = 'skipped') = (skip_reason IS NOT NULL)", name="skipped_has_a_reason"),
        CheckConstraint("(resolved_by_id IS NULL) = (resolution IS NULL)", name="resolved_by_somebody"),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint("state = 'skipped' OR NOT is_left_out", name="who_is_left_out_gets_nothing"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailing.id"), init=False)
    mailing: Mapped[Mailing] = relationship()
    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), init=False)
    entry: Mapped[RollEntry] = relationship()
    language: Mapped[LetterLanguage] = mapped_column(enum_type(LetterLanguage, "language"))
    reference: Mapped[str] = mapped_column(String(20))
    state: Mapped[DeliveryState] = mapped_column(enum_type(DeliveryState, "state"), default=DeliveryState.PLANNED)
    skip_reason: Mapped[SkipReason | None] = mapped_column(enum_type(SkipReason, "skip_reason"), default=None)
    is_left_out: Mapped[bool] = mapped_column(default=False, server_default=false())
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None] = mapped_column(default=None)
    claimed_at: Mapped[datetime | None] = mapped_column(default=None)
    claimed_by: Mapped[str] = mapped_column(String(80), default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(Text, default="")
    print_file_id: Mapped[int | None] = mapped_column(ForeignKey("print_file.id"), default=None)
    resolution: Mapped[Resolution | None] = mapped_column(enum_type(Resolution, "resolution"), default=None)
    resolved_at: Mapped[datetime | None] = mapped_column(default=None)
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    resolved_reason: Mapped[str] = mapped_column(Text, default="")

    print_file: Mapped[PrintFile | None] = relationship(init=False)

    @property
    def label(self) -> str:
        return self.reference


class SendingSwitch(Base):
    """One row: whether mail goes out. `installation` is also kept beside the data: another one there means a restored copy.

    `sequence` grows while mail goes out and is kept beside the data too: a database that lags behind was restored.
    `beat_at` is when a worker last looked whether there is anything to send.
    """

    __tablename__ = "sending_switch"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), CheckConstraint("sequence >= 0", name="sequence_grows"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_on: Mapped[bool]
    installation: Mapped[str] = mapped_column(String(40))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    sequence: Mapped[int] = mapped_column(BigInteger, default=0)
    beat_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def label(self) -> str:
        return self.installation


class SendingPace(Base):
    """How many messages of mailings were handed to the mail server in one second, kept for an hour where there is a limit."""

    __tablename__ = "sending_pace"
    __table_args__ = (CheckConstraint("handed >= 1", name="something_was_handed"),)

    second: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)
    handed: Mapped[int]


class Bounce(Base):
    """One message that came back about a delivery, or about none we know."""

    __tablename__ = "bounce"
    __table_args__ = (
        Index("uq_bounce_sha256", "sha256", unique=True),
        Index("ix_bounce_delivery_id", "delivery_id"),
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"), default=None)
    kind: Mapped[BounceKind] = mapped_column(enum_type(BounceKind, "kind"))
    diagnostic: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(HASH))
    received_at: Mapped[datetime]

    @property
    def label(self) -> str:
        return self.sha256[:12]
