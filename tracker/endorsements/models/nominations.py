"""Supporting nominations: formal, by units and affiliates, counted against a threshold. They are not endorsements."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body
from tracker.kernel.base import Base, Id


class NominationThreshold(Base):
    """What a candidate needs, as data read by `tracker.rules.thresholds`; one per contest."""

    __tablename__ = "nomination_threshold"

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False, unique=True)
    contest: Mapped[Contest] = relationship()
    requirements: Mapped[dict[str, Any]] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return self.contest.label

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class Nomination(Base):
    """One unit nominated one candidate. One live nomination per unit and contest."""

    __tablename__ = "nomination"
    __table_args__ = (
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason = '')", name="withdrawn_has_a_reason"),
        Index(
            "uq_nomination_live", "contest_id", "body_id", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False, index=True)
    candidacy: Mapped[Candidacy] = relationship()
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), init=False, index=True)
    body: Mapped[Body] = relationship()
    nominated_on: Mapped[date | None] = mapped_column(default=None)
    affiliated_members: Mapped[int | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return f"{self.body.label} → {self.candidacy.label}"

    @property
    def title(self) -> str:
        """Who nominates whom, in the page's language; `label` is what history keeps."""
        return f"{self.body.name} → {self.candidacy.name}"

    @property
    def access_scope(self) -> Scope:
        return self.candidacy.access_scope
