"""Plans of a contest's postal ballot, as they were adopted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Contest
from tracker.kernel.base import Base, Id, enum_type
from tracker.rules.ballot_plan import Act, Actor, Wording
from tracker.rules.post import PostalService


class AdoptedPlan(Base):
    """One plan, never changed: the one with the highest number stands, earlier ones stay to be read.

    `closes_at` is an instant; `cut_off` is `HH:MM` in London. `posted_on`: the day the last papers were, or will be, posted
    whatever the plan says. `usable_days` are the days voters have; a plan that does not work says why it was adopted.
    """

    __tablename__ = "ballot_plan"
    __table_args__ = (
        Index("uq_ballot_plan_contest_id_number", "contest_id", "number", unique=True),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("thinking_days >= 0 AND print_days >= 0", name="days_not_negative"),
        CheckConstraint("works OR reason <> ''", name="one_that_fails_has_a_reason"),
        CheckConstraint("NOT works OR usable_days > 0", name="one_that_works_has_days"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    number: Mapped[int]
    closes_at: Mapped[datetime]
    returned_by: Mapped[PostalService] = mapped_column(enum_type(PostalService, "returned_by"))
    outbound: Mapped[PostalService] = mapped_column(enum_type(PostalService, "outbound"))
    thinking_days: Mapped[int]
    print_days: Mapped[int]
    cut_off: Mapped[str]
    posted_on: Mapped[date | None] = mapped_column(default=None)
    usable_days: Mapped[int]
    works: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    adopted_at: Mapped[datetime]
    adopted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    adopted_by_name: Mapped[str]
    acts: Mapped[list["AdoptedAct"]] = relationship(init=False, back_populates="plan", order_by="AdoptedAct.id")

    @property
    def label(self) -> str:
        return f"#{self.number}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class AdoptedAct(Base):
    """One act of an adopted plan: its latest safe instant, who acts, by what rule. `given` fills the rule's words."""

    __tablename__ = "ballot_plan_act"
    __table_args__ = (Index("uq_ballot_plan_act_plan_id_act", "plan_id", "act", unique=True),)

    id: Mapped[Id] = mapped_column(init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("ballot_plan.id"), init=False)
    plan: Mapped[AdoptedPlan] = relationship(back_populates="acts")
    act: Mapped[Act] = mapped_column(enum_type(Act, "act"))
    safe_at: Mapped[datetime]
    actor: Mapped[Actor] = mapped_column(enum_type(Actor, "actor"))
    rule: Mapped[str]
    given: Mapped[dict[str, Any]] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(Text)
    binds: Mapped[bool]

    @property
    def words(self) -> Wording:
        """The rule, to be translated where it is shown."""
        return Wording[self.rule]

    @property
    def label(self) -> str:
        return str(self.act.value)

    @property
    def access_scope(self) -> Scope:
        return self.plan.access_scope
