"""The re-issue desk: what was asked and answered, the runs papers go with, and papers that have not come."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.ballots.models.custody import PaperBatch
from tracker.ballots.models.papers import Paper
from tracker.contests.models import Contest
from tracker.electorate.models import RollEntry
from tracker.kernel.base import Base, Id, enum_type
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperFormat
from tracker.rules.reissue import ReissueOutcome, ReissueReason

OUTWARD = 4
OPEN, NOT_CLEARED = text("closed_at IS NULL"), text("cleared_at IS NULL")


class DispatchRun(Base):
    """The re-issued papers that leave together by one channel; `closes_at` is announced, `closed_at` is when it closed."""

    __tablename__ = "dispatch_run"
    __table_args__ = (
        Index("uq_dispatch_run_contest_id_number", "contest_id", "number", unique=True),
        Index("uq_dispatch_run_one_open", "contest_id", "channel", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        CheckConstraint("number >= 1", name="numbered_from_one"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    number: Mapped[int]
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel"))
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by_name: Mapped[str] = mapped_column(default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("paper_batch.id"), init=False, default=None)
    batch: Mapped[PaperBatch | None] = relationship(default=None)

    @property
    def label(self) -> str:
        return f"#{self.number}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class Reissue(Base):
    """One request at the desk and its answer, never changed. Refused ones are kept too, with why.

    `identity` tells which questions were answered rightly, never the answers. `new_address` is that of somebody who moved:
    it is kept here alone. A granted one ends the old paper in the same moment.
    """

    __tablename__ = "reissue"
    __table_args__ = (
        Index("ix_reissue_contest_id_asked_at", "contest_id", "asked_at"),
        Index("ix_reissue_roll_entry_id", "roll_entry_id"),
        Index("uq_reissue_new_paper_id", "new_paper_id", unique=True),
        CheckConstraint("(outcome = 'granted') = (new_paper_id IS NOT NULL)", name="a_granted_one_has_a_paper"),
        CheckConstraint("(outcome = 'refused') = (refusal <> '')", name="a_refused_one_says_why"),
        CheckConstraint("new_paper_id IS NULL OR old_paper_id IS NULL OR new_paper_id <> old_paper_id", name="another_paper"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("roll_entry.id"), init=False)
    roll_entry: Mapped[RollEntry] = relationship()
    old_paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), init=False, default=None)
    old_paper: Mapped[Paper | None] = relationship(foreign_keys=[old_paper_id], default=None)
    new_paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), init=False, default=None)
    new_paper: Mapped[Paper | None] = relationship(foreign_keys=[new_paper_id], default=None)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    asked_by_name: Mapped[str]
    reason: Mapped[ReissueReason] = mapped_column(enum_type(ReissueReason, "reason"))
    channel: Mapped[Channel] = mapped_column(enum_type(Channel, "channel"))
    format: Mapped[PaperFormat] = mapped_column(enum_type(PaperFormat, "format"))
    outcome: Mapped[ReissueOutcome] = mapped_column(enum_type(ReissueOutcome, "outcome"))
    refusal: Mapped[str] = mapped_column(Text, default="")
    arrives_by: Mapped[datetime | None] = mapped_column(default=None)
    dispatch_run_id: Mapped[int | None] = mapped_column(ForeignKey("dispatch_run.id"), init=False, default=None)
    dispatch_run: Mapped[DispatchRun | None] = relationship(default=None)
    identity: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    new_address: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        """A reference without the name."""
        return f"D-{self.id}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class NonArrival(Base):
    """A paper somebody says has not come, by the first half of the postcode it went to."""

    __tablename__ = "non_arrival"
    __table_args__ = (
        Index("ix_non_arrival_contest_id_outward", "contest_id", "outward"),
        Index("uq_non_arrival_paper_id", "paper_id", unique=True),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), init=False)
    paper: Mapped[Paper] = relationship()
    outward: Mapped[str] = mapped_column(String(OUTWARD))
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reported_by_name: Mapped[str]

    @property
    def label(self) -> str:
        return self.outward

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class NonArrivalAlarm(Base):
    """More papers missing in a postcode district than chance would give; cleared by somebody with a reason.

    `reported` of `posted` papers there, where `expected` were to be expected; `likelihood` is how likely so many are by chance.
    """

    __tablename__ = "non_arrival_alarm"
    __table_args__ = (
        Index("uq_non_arrival_alarm_live", "contest_id", "outward", unique=True, sqlite_where=NOT_CLEARED, postgresql_where=NOT_CLEARED),
        CheckConstraint("reported >= 1 AND posted >= reported", name="reported_of_posted"),
        CheckConstraint("(cleared_at IS NULL) = (cleared_reason = '')", name="cleared_with_a_reason"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    outward: Mapped[str] = mapped_column(String(OUTWARD))
    raised_at: Mapped[datetime]
    reported: Mapped[int]
    posted: Mapped[int]
    expected: Mapped[float]
    likelihood: Mapped[float]
    cleared_at: Mapped[datetime | None] = mapped_column(default=None)
    cleared_by_name: Mapped[str] = mapped_column(default="")
    cleared_reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return self.outward

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class DeliveryOffice(Base):
    """The office that delivers to a postcode district in a contest: whom to ring when papers do not come."""

    __tablename__ = "delivery_office"
    __table_args__ = (Index("uq_delivery_office_contest_id_outward", "contest_id", "outward", unique=True),)

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    outward: Mapped[str] = mapped_column(String(OUTWARD))
    name: Mapped[str]
    telephone: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return f"{self.outward}: {self.name}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope
