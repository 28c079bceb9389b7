"""A joint decision: several party councils share an area, and owe one outcome by a day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body
from tracker.endorsements.models.endorsements import Endorsement
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.decisions import DecisionOutcome


class JointDecision(Versioned, Base):
    """One outcome owed by several bodies; `outcome` is empty until it is concluded."""

    __tablename__ = "joint_decision"

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False, index=True)
    contest: Mapped[Contest] = relationship()
    title: Mapped[str]
    decide_by: Mapped[date]
    outcome: Mapped[DecisionOutcome | None] = mapped_column(
        enum_type(DecisionOutcome, "outcome"), default=None
    )
    candidacy_id: Mapped[int | None] = mapped_column(ForeignKey("candidacy.id"), default=None)
    concluded_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Text, default="")

    candidacy: Mapped[Candidacy | None] = relationship(init=False)
    bodies: Mapped[list["JointDecisionBody"]] = relationship(
        init=False, back_populates="joint_decision", order_by="JointDecisionBody.id"
    )

    @property
    def label(self) -> str:
        return self.title

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class JointDecisionBody(Base):
    """One of the bodies that share the decision, and the decision it came to, once it has."""

    __tablename__ = "joint_decision_body"
    __table_args__ = (Index("uq_joint_decision_body_pair", "joint_decision_id", "body_id", unique=True),)

    id: Mapped[Id] = mapped_column(init=False)
    joint_decision_id: Mapped[int] = mapped_column(ForeignKey("joint_decision.id"), init=False)
    joint_decision: Mapped[JointDecision] = relationship(back_populates="bodies")
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), init=False)
    body: Mapped[Body] = relationship()
    endorsement_id: Mapped[int | None] = mapped_column(ForeignKey("endorsement.id"), init=False)
    endorsement: Mapped[Endorsement | None] = relationship(default=None)
