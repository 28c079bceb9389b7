"""A contest's timetable: each stage with its computed, planned, actual and extended times apart."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models.contests import Contest
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.contests import RuleForce


class Stage(Versioned, Base):
    """One line of a timetable. Times of day are `HH:MM` in London, or None for the whole day.

    `computed_on` is what the rule gives, `planned_on` what was decided (the same, or overridden with a reason),
    `actual_on` what was seen to happen, `extended_on` a later time granted afterwards.
    """

    __tablename__ = "stage"
    __table_args__ = (
        Index("uq_stage_contest_id_key", "contest_id", "key", unique=True),
        CheckConstraint("planned_on IS NULL OR planned_on = computed_on OR override_reason <> ''", name="override_has_a_reason"),
        CheckConstraint("extended_on IS NULL OR extension_reason <> ''", name="extension_has_a_reason"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship(back_populates="stages")
    key: Mapped[str]
    position: Mapped[int]
    offset: Mapped[str] = mapped_column(default="")
    force: Mapped[RuleForce] = mapped_column(enum_type(RuleForce, "force"))
    rule: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    calendar: Mapped[str] = mapped_column(default="england-and-wales")
    computed_on: Mapped[date | None] = mapped_column(default=None)
    computed_at: Mapped[str | None] = mapped_column(default=None)
    planned_on: Mapped[date | None] = mapped_column(default=None)
    planned_at: Mapped[str | None] = mapped_column(default=None)
    override_reason: Mapped[str] = mapped_column(Text, default="")
    actual_on: Mapped[date | None] = mapped_column(default=None)
    actual_at: Mapped[str | None] = mapped_column(default=None)
    actual_source: Mapped[str] = mapped_column(Text, default="")
    extended_on: Mapped[date | None] = mapped_column(default=None)
    extended_at: Mapped[str | None] = mapped_column(default=None)
    extension_reason: Mapped[str] = mapped_column(Text, default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    sequence: Mapped[int] = mapped_column(default=0)

    @property
    def label(self) -> str:
        return self.key

    @property
    def stands_on(self) -> date | None:
        """The day that counts: extended, else planned, else computed."""
        return self.extended_on or self.planned_on or self.computed_on

    @property
    def stands_at(self) -> str | None:
        """The hour that counts on the day that counts, or None for the whole day."""
        if self.extended_on is not None:
            return self.extended_at
        return self.planned_at if self.planned_on is not None else self.computed_at

    @property
    def is_overridden(self) -> bool:
        """Whether somebody set another day or hour than the rule gives."""
        planned = (self.planned_on, self.planned_at)
        return self.planned_on is not None and planned != (self.computed_on, self.computed_at)

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class ChangeKind(StrEnum):
    """What a proposed change would do: set a day, take the newly computed one, extend, or cancel the stage."""

    PLAN = "plan"
    RECOMPUTED = "recomputed"
    EXTENSION = "extension"
    CANCELLATION = "cancellation"


class ChangeState(StrEnum):
    """Where a proposed change of a hard date stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class StageChange(Base):
    """A change after publication that a hard date is part of: proposed by one officer, confirmed or refused by another.

    `planned_on` and `planned_at` are the day and hour proposed: planned, computed anew or extended to, as `kind` says.
    """

    __tablename__ = "stage_change"
    __table_args__ = (
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name="decided_by_another"),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided_has_a_time"),
        Index(
            "uq_stage_change_open", "stage_id", unique=True,
            sqlite_where=text("state = 'proposed'"), postgresql_where=text("state = 'proposed'"),
        ),
    )  # fmt: skip

    id: Mapped[Id] = mapped_column(init=False)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id"), init=False)
    stage: Mapped[Stage] = relationship()
    kind: Mapped[ChangeKind] = mapped_column(enum_type(ChangeKind, "kind"), default=ChangeKind.PLAN)
    planned_on: Mapped[date]
    planned_at: Mapped[str | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[ChangeState] = mapped_column(enum_type(ChangeState, "state"), default=ChangeState.PROPOSED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def label(self) -> str:
        return self.stage.key

    @property
    def access_scope(self) -> Scope:
        return self.stage.access_scope
