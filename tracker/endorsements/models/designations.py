"""The designation decision: may the candidate stand under a joint description? Apart from any endorsement."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Candidacy
from tracker.directory.models import Body
from tracker.kernel.base import Base, Id, enum_type
from tracker.rules.contests import Designation


class DesignationOutcome(StrEnum):
    """What the body decided about the description."""

    GRANTED = "granted"
    WITHHELD = "withheld"
    DEFERRED = "deferred"


class DesignationDecision(Base):
    """One decision; a later one for the same candidate and body replaces it and both are kept."""

    __tablename__ = "designation_decision"

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False, index=True)
    candidacy: Mapped[Candidacy] = relationship()
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), init=False)
    body: Mapped[Body] = relationship()
    designation: Mapped[Designation] = mapped_column(enum_type(Designation, "designation"))
    outcome: Mapped[DesignationOutcome] = mapped_column(enum_type(DesignationOutcome, "outcome"))
    decided_on: Mapped[date]
    source: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def label(self) -> str:
        return f"{self.body.label}: {self.candidacy.label}"

    @property
    def access_scope(self) -> Scope:
        return self.candidacy.access_scope
