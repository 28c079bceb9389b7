"""The rounds of a count, as they were reported."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Candidacy
from tracker.kernel.base import Base, Id
from tracker.results.models.results import Result
from tracker.results.models.votes import Votes


class ResultRound(Base):
    """One round. `non_transferable`: votes that count for nobody any more, all told; None: not reported."""

    __tablename__ = "result_round"
    __table_args__ = (
        Index("uq_result_round_result_id_number", "result_id", "number", unique=True),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("non_transferable IS NULL OR non_transferable >= 0", name="non_transferable_not_negative"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), init=False)
    result: Mapped[Result] = relationship(back_populates="rounds")
    number: Mapped[int]
    non_transferable: Mapped[Decimal | None] = mapped_column(Votes, default=None)
    lines: Mapped[list["ResultLine"]] = relationship(
        init=False, back_populates="round", order_by="ResultLine.id", cascade="all, delete-orphan"
    )
    tie: Mapped["ResultTie | None"] = relationship(init=False, back_populates="round", cascade="all, delete-orphan")

    @property
    def label(self) -> str:
        return f"{self.result.label}.{self.number}"

    @property
    def access_scope(self) -> Scope:
        return self.result.access_scope


class ResultLine(Base):
    """One candidate in one round. `transferred`: votes that came (or, of a surplus, went) since the round before; None: not said."""

    __tablename__ = "result_line"
    __table_args__ = (
        Index("uq_result_line_round_id_candidacy_id", "round_id", "candidacy_id", unique=True),
        CheckConstraint("votes >= 0", name="votes_not_negative"),
        CheckConstraint("NOT (excluded_after AND elected_after)", name="not_both_out_and_elected"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("result_round.id"), init=False)
    round: Mapped[ResultRound] = relationship(back_populates="lines")
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False, index=True)
    candidacy: Mapped[Candidacy] = relationship()
    votes: Mapped[Decimal] = mapped_column(Votes)
    transferred: Mapped[Decimal | None] = mapped_column(Votes, default=None)
    excluded_after: Mapped[bool] = mapped_column(default=False)
    elected_after: Mapped[bool] = mapped_column(default=False)

    @property
    def label(self) -> str:
        return f"{self.round.label} {self.candidacy.name}"

    @property
    def access_scope(self) -> Scope:
        return self.round.access_scope


class ResultTie(Base):
    """How a tie in a round was broken: the words of the rule, and whether it was by a lot drawn and recorded."""

    __tablename__ = "result_tie"
    __table_args__ = (
        Index("uq_result_tie_round_id", "round_id", unique=True),
        CheckConstraint("how <> ''", name="says_how"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("result_round.id"), init=False)
    round: Mapped[ResultRound] = relationship(back_populates="tie")
    how: Mapped[str] = mapped_column(Text)
    by_lot: Mapped[bool] = mapped_column(default=False)

    @property
    def label(self) -> str:
        return self.round.label

    @property
    def access_scope(self) -> Scope:
        return self.round.access_scope
