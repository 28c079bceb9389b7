"""What was decided, seen and granted of the acts of a ballot's plan."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Contest
from tracker.kernel.base import Base, Id, enum_type
from tracker.rules.ballot_plan import Act


class TimeKind(StrEnum):
    """Which of an act's times: decided, seen to happen, or granted later."""

    PLANNED = "planned"
    ACTUAL = "actual"
    EXTENDED = "extended"


class ActTime(Base):
    """One time of an act, never changed: the newest of its kind stands, the ones before stay to be read.

    `before` is what stood when it was recorded. `reason`: why, or for what was seen, how that is known. `told`: who was told of
    an extension.
    """

    __tablename__ = "ballot_act_time"
    __table_args__ = (
        Index("ix_ballot_act_time_contest_id_act", "contest_id", "act"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint("(kind = 'extended') = (told <> '')", name="somebody_is_told_of_an_extension"),
        CheckConstraint("kind <> 'extended' OR before IS NULL OR at > before", name="an_extension_is_later"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    act: Mapped[Act] = mapped_column(enum_type(Act, "act"))
    kind: Mapped[TimeKind] = mapped_column(enum_type(TimeKind, "kind"))
    at: Mapped[datetime]
    before: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text)
    told: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_by_name: Mapped[str]

    @property
    def label(self) -> str:
        return str(self.act.value)

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope
