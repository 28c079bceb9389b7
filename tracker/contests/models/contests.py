"""A contest: one selection, for one office, in one area, by one party."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.permissions import Permission
from tracker.access.scope import Scope
from tracker.directory.models import Area, Body
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.kernel.i18n import in_language
from tracker.rules.contests import ContestKind, ContestOutcome, ContestState, CountMethod, RuleForce

if TYPE_CHECKING:
    from tracker.contests.models.candidacies import Candidacy
    from tracker.contests.models.timetable import Stage


class Office(Base):
    """What is selected for: a commissioner, a mayor, a director. Data, because offices come and go."""

    __tablename__ = "office"

    id: Mapped[Id] = mapped_column(init=False)
    key: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str]
    name_cy: Mapped[str]

    @property
    def label(self) -> str:
        return self.name_en

    @property
    def name(self) -> str:
        """The name in the page's language."""
        return in_language(self.name_en, self.name_cy)


class Contest(Versioned, Base):
    """One selection. Times are instants; days are days in England and Wales."""

    __tablename__ = "contest"
    __table_args__ = (
        CheckConstraint("seats >= 1", name="at_least_one_seat"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_a_time"),
        CheckConstraint("cancelled_at IS NULL OR cancellation_reason <> ''", name="cancelled_has_a_reason"),
        CheckConstraint("outcome IS NULL OR state IN ('decided', 'closed')", name="outcome_only_when_decided"),
        CheckConstraint("state NOT IN ('decided', 'closed') OR outcome IS NOT NULL", name="decided_has_an_outcome"),
        CheckConstraint("replaced_by_id IS NULL OR replaced_by_id <> id", name="not_replaced_by_itself"),
        CheckConstraint("(candidates_locked_at IS NULL) = (candidates_locked_by_id IS NULL)", name="locked_by_somebody"),
        Index("ix_contest_state_ballot_closes_at", "state", "ballot_closes_at"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    slug: Mapped[str] = mapped_column(unique=True)
    title_en: Mapped[str]
    title_cy: Mapped[str]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), init=False)
    office: Mapped[Office] = relationship(lazy="joined", innerjoin=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), init=False, index=True)
    area: Mapped[Area] = relationship(lazy="joined", innerjoin=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("body.id"), init=False, index=True)
    party: Mapped[Body] = relationship(lazy="joined", innerjoin=True)
    kind: Mapped[ContestKind] = mapped_column(enum_type(ContestKind, "kind"))
    method: Mapped[CountMethod] = mapped_column(enum_type(CountMethod, "method"))
    seats: Mapped[int] = mapped_column(default=1)
    channels: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    ballot_closes_at: Mapped[datetime | None] = mapped_column(default=None)
    dispatch_on: Mapped[date | None] = mapped_column(default=None)
    polling_day: Mapped[date | None] = mapped_column(default=None)
    joined_by: Mapped[date | None] = mapped_column(default=None)
    paid_up_by: Mapped[date | None] = mapped_column(default=None)
    statement_word_limit: Mapped[int] = mapped_column(default=200)
    state: Mapped[ContestState] = mapped_column(enum_type(ContestState, "state"), default=ContestState.DRAFT)
    outcome: Mapped[ContestOutcome | None] = mapped_column(enum_type(ContestOutcome, "outcome"), default=None)
    outcome_note: Mapped[str] = mapped_column(Text, default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    cancellation_reason: Mapped[str] = mapped_column(Text, default="")
    cancellation_notice: Mapped[str] = mapped_column(Text, default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"), default=None)
    cloned_from_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id"), default=None)
    candidates_locked_at: Mapped[datetime | None] = mapped_column(default=None)
    candidates_locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    timetable_published_at: Mapped[datetime | None] = mapped_column(default=None)
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    dates_are_illustrative: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    replaced_by: Mapped["Contest | None"] = relationship(init=False, foreign_keys=[replaced_by_id], remote_side=[id])
    candidacies: Mapped[list["Candidacy"]] = relationship(init=False, back_populates="contest", order_by="Candidacy.id")
    rules: Mapped[list["ContestRule"]] = relationship(init=False, back_populates="contest", order_by="ContestRule.id")
    stages: Mapped[list["Stage"]] = relationship(init=False, back_populates="contest", order_by="Stage.position")

    @property
    def label(self) -> str:
        return self.title_en

    @property
    def title(self) -> str:
        """The title in the page's language."""
        return in_language(self.title_en, self.title_cy)

    @property
    def is_public(self) -> bool:
        """Whether anybody signed in may know of it: everything but a draft."""
        return self.state is not ContestState.DRAFT

    @property
    def ballot_is_open(self) -> bool:
        """Whether papers are out or being counted."""
        return self.state in (ContestState.BALLOTING, ContestState.COUNTING)

    @property
    def access_scope(self) -> Scope:
        return Scope(
            contest_id=self.id, area_id=self.area_id, party_id=self.party_id, is_public=self.is_public,
            hidden_without=Permission.READ_CONTEST,
        )  # fmt: skip


class ContestRule(Versioned, Base):
    """A rule of one contest, as data: what the party decided, how strictly it binds, and where that is written."""

    __tablename__ = "contest_rule"
    __table_args__ = (Index("uq_contest_rule_contest_id_key", "contest_id", "key", unique=True),)

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship(back_populates="rules")
    key: Mapped[str]
    value: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    force: Mapped[RuleForce] = mapped_column(enum_type(RuleForce, "force"))
    source: Mapped[str] = mapped_column(Text, default="")
    source_on: Mapped[date | None] = mapped_column(default=None)

    @property
    def label(self) -> str:
        return f"{self.key} = {self.value} {self.unit}".rstrip()

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope
