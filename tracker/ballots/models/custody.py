"""Batches of papers, every step they took, what was counted, and what could not be explained."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.ballots.models.editions import Edition
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.kernel.base import Base, Id, enum_type
from tracker.rules.custody import BatchPurpose, CountKind, Provenance, StepKind
from tracker.rules.electorate import Channel


class PaperBatch(Base):
    """Some papers of one edition that travel together: the numbers `serial_first` to `serial_last`, in no other batch."""

    __tablename__ = "paper_batch"
    __table_args__ = (
        Index("uq_paper_batch_contest_id_number", "contest_id", "number", unique=True),
        Index("ix_paper_batch_edition_id", "edition_id"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("serial_first >= 1 AND serial_last >= serial_first", name="serials_are_a_range"),
        CheckConstraint("quantity >= 1 AND quantity <= serial_last - serial_first + 1", name="quantity_within_its_range"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), init=False)
    edition: Mapped[Edition] = relationship()
    number: Mapped[int]
    purpose: Mapped[BatchPurpose] = mapped_column(enum_type(BatchPurpose, "purpose"))
    serial_first: Mapped[int]
    serial_last: Mapped[int]
    quantity: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    steps: Mapped[list["CustodyStep"]] = relationship(init=False, back_populates="batch", order_by="CustodyStep.at, CustodyStep.id")

    @property
    def label(self) -> str:
        return f"#{self.number}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class CustodyStep(Base):
    """One step of a batch, never changed: a later one corrects it (`corrects_id`). `at` is when it happened, as said by
    `said_by`; `until` ends a span, as of days on which papers land. A batch is posted only because somebody saw or confirmed it.
    """

    __tablename__ = "custody_step"
    __table_args__ = (
        Index("ix_custody_step_batch_id_at", "batch_id", "at"),
        Index("uq_custody_step_corrects_id", "corrects_id", unique=True),
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("kind <> 'posted' OR provenance IN ('observed', 'confirmed')", name="posted_is_seen_or_confirmed"),
        CheckConstraint("kind <> 'sealed' OR seal_number <> ''", name="sealed_has_a_seal"),
        CheckConstraint("kind <> 'handed_over' OR (from_whom <> '' AND to_whom <> '')", name="handed_over_by_and_to"),
        CheckConstraint("corrects_id IS NULL OR corrects_id <> id", name="not_corrected_by_itself"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("paper_batch.id"), init=False)
    batch: Mapped[PaperBatch] = relationship(back_populates="steps")
    kind: Mapped[StepKind] = mapped_column(enum_type(StepKind, "kind"))
    at: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)
    quantity: Mapped[int]
    from_whom: Mapped[str] = mapped_column(default="")
    to_whom: Mapped[str] = mapped_column(default="")
    initials_1: Mapped[str] = mapped_column(default="")
    initials_2: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    seal_number: Mapped[str] = mapped_column(default="")
    provenance: Mapped[Provenance] = mapped_column(enum_type(Provenance, "provenance"))
    said_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_by_name: Mapped[str]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("custody_step.id"), default=None)

    @property
    def label(self) -> str:
        return f"{self.batch.label} {self.kind.value}"

    @property
    def access_scope(self) -> Scope:
        return self.batch.access_scope


class PaperCount(Base):
    """How many papers of an edition were counted, never changed: of each kind the latest stands."""

    __tablename__ = "paper_count"
    __table_args__ = (
        Index("ix_paper_count_edition_id_kind", "edition_id", "kind", "id"),
        CheckConstraint("quantity >= 0", name="counted_from_nought"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), init=False)
    edition: Mapped[Edition] = relationship()
    kind: Mapped[CountKind] = mapped_column(enum_type(CountKind, "kind"))
    quantity: Mapped[int]
    as_of: Mapped[datetime]
    counted_by: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def label(self) -> str:
        return f"{self.edition.label} {self.kind.value}"

    @property
    def access_scope(self) -> Scope:
        return self.edition.access_scope


class VarianceReason(Base):
    """Why papers of an edition are unexplained, so many as it says; another number of papers needs another reason."""

    __tablename__ = "variance_reason"
    __table_args__ = (
        Index("ix_variance_reason_edition_id", "edition_id"),
        CheckConstraint("papers <> 0", name="something_is_unexplained"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), init=False)
    edition: Mapped[Edition] = relationship()
    papers: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    written_by_name: Mapped[str]
    signatures: Mapped[list["VarianceSignature"]] = relationship(init=False, back_populates="reason", order_by="VarianceSignature.id")

    @property
    def label(self) -> str:
        return f"{self.edition.label}: {self.papers}"

    @property
    def access_scope(self) -> Scope:
        return self.edition.access_scope


class VarianceSignature(Base):
    """One person's signature under a reason; nobody signs twice."""

    __tablename__ = "variance_signature"
    __table_args__ = (Index("uq_variance_signature_reason_id_account_id", "reason_id", "account_id", unique=True),)

    id: Mapped[Id] = mapped_column(init=False)
    reason_id: Mapped[int] = mapped_column(ForeignKey("variance_reason.id"), init=False)
    reason: Mapped[VarianceReason] = relationship(back_populates="signatures")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str]
    signed_at: Mapped[datetime]

    @property
    def label(self) -> str:
        return self.name

    @property
    def access_scope(self) -> Scope:
        return self.reason.access_scope


class TurnoutCount(Base):
    """How many papers had come back by a day, in all (`area_id` None) or of one council's area. Numbers only, never names.

    `returned` is cumulative. Never changed: of a day, unit and channel the latest stands.
    """

    __tablename__ = "turnout_count"
    __table_args__ = (
        Index("ix_turnout_count_contest_id_counted_on", "contest_id", "counted_on", text("coalesce(area_id, 0)"), "channel"),
        CheckConstraint("returned >= 0", name="counted_from_nought"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    counted_on: Mapped[date]
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), init=False, default=None)
    area: Mapped[Area | None] = relationship(default=None)
    channel: Mapped[Channel | None] = mapped_column(enum_type(Channel, "channel"), default=None)
    returned: Mapped[int]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def label(self) -> str:
        return self.counted_on.isoformat()

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope
