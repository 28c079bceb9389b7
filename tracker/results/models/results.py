"""A result as it was reported: figures that are declared once and, when they are put right, stay to be read."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.contests import ContestOutcome, CountMethod
from tracker.rules.results import DECLARED, Occasion, ResultState

if TYPE_CHECKING:
    from tracker.results.models.recounts import Recount
    from tracker.results.models.rounds import ResultRound

OPEN = "state = 'reported'"
STANDS = "state <> 'reported' AND replaced_at IS NULL"


class Result(Versioned, Base):
    """One result of a contest, numbered from 1. One at most is open to be changed, one at most stands.

    `electorate`, `votes_cast` (papers that came back), `spoilt` and `late` are papers; None: not reported. `declared_on` and
    `declared_hour` (`HH:MM` in London) are apart, since of many results only the day is known. `corrects_id`: the one it
    was counted or written anew for; that one keeps its figures and gets `replaced_at`.
    """

    __tablename__ = "result"
    __table_args__ = (
        Index("uq_result_contest_id_number", "contest_id", "number", unique=True),
        Index("uq_result_open", "contest_id", unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("uq_result_stands", "contest_id", unique=True, sqlite_where=text(STANDS), postgresql_where=text(STANDS)),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("(state = 'reported') = (declared_on IS NULL)", name="declared_has_a_day"),
        CheckConstraint("declared_on IS NULL OR declared_by <> ''", name="declared_by_somebody"),
        CheckConstraint("replaced_at IS NULL OR declared_on IS NOT NULL", name="only_a_declared_one_is_replaced"),
        CheckConstraint("corrects_id IS NULL OR corrects_id <> id", name="does_not_correct_itself"),
        CheckConstraint("(occasion = 'first_count') = (correction_reason = '')", name="another_one_has_a_reason"),
        CheckConstraint(
            "(electorate IS NULL OR electorate >= 0) AND (votes_cast IS NULL OR votes_cast >= 0) AND (spoilt IS NULL OR spoilt >= 0) "
            "AND (late IS NULL OR late >= 0)", name="papers_not_negative",
        ),
    )  # fmt: skip

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    number: Mapped[int]
    kind: Mapped[ContestOutcome] = mapped_column(enum_type(ContestOutcome, "kind"))
    state: Mapped[ResultState] = mapped_column(enum_type(ResultState, "state"), default=ResultState.REPORTED)
    occasion: Mapped[Occasion] = mapped_column(enum_type(Occasion, "occasion"), default=Occasion.FIRST_COUNT)
    method: Mapped[CountMethod] = mapped_column(enum_type(CountMethod, "method"))
    seats: Mapped[int]
    quota: Mapped[int | None] = mapped_column(default=None)
    electorate: Mapped[int | None] = mapped_column(default=None)
    votes_cast: Mapped[int | None] = mapped_column(default=None)
    spoilt: Mapped[int | None] = mapped_column(default=None)
    spoilt_reasons: Mapped[str] = mapped_column(Text, default="")
    late: Mapped[int | None] = mapped_column(default=None)
    tie_rule: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    source_url: Mapped[str] = mapped_column(Text, default="")
    declared_by: Mapped[str] = mapped_column(default="")
    declared_on: Mapped[date | None] = mapped_column(default=None)
    declared_hour: Mapped[str | None] = mapped_column(default=None)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("result.id"), default=None)
    correction_reason: Mapped[str] = mapped_column(Text, default="")
    replaced_at: Mapped[datetime | None] = mapped_column(default=None)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    recorded_by_name: Mapped[str]

    corrects: Mapped["Result | None"] = relationship(init=False, foreign_keys=[corrects_id], remote_side=[id])
    candidates: Mapped[list["ResultCandidate"]] = relationship(
        init=False, back_populates="result", order_by="ResultCandidate.position", cascade="all, delete-orphan"
    )
    rounds: Mapped[list["ResultRound"]] = relationship(
        init=False, back_populates="result", order_by="ResultRound.number", cascade="all, delete-orphan"
    )
    recounts: Mapped[list["Recount"]] = relationship(init=False, back_populates="result", order_by="Recount.id.desc()")

    @property
    def label(self) -> str:
        return f"#{self.number}"

    @property
    def is_declared(self) -> bool:
        return self.state in DECLARED

    @property
    def stands(self) -> bool:
        """Whether this is the result of the contest as it is known today."""
        return self.is_declared and self.replaced_at is None

    @property
    def chosen(self) -> list[Candidacy]:
        """Who was chosen."""
        return [one.candidacy for one in self.candidates if one.is_chosen]

    @property
    def access_scope(self) -> Scope:
        contest, declared = self.contest, self.is_declared
        return Scope(contest_id=contest.id, area_id=contest.area_id, party_id=contest.party_id, is_public=declared, is_open=declared)


class ResultCandidate(Base):
    """Who took part in a count, in the order of the report, and whether they were chosen."""

    __tablename__ = "result_candidate"
    __table_args__ = (Index("uq_result_candidate_result_id_candidacy_id", "result_id", "candidacy_id", unique=True),)

    id: Mapped[Id] = mapped_column(init=False)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"), init=False)
    result: Mapped[Result] = relationship(back_populates="candidates")
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False, index=True)
    candidacy: Mapped[Candidacy] = relationship()
    position: Mapped[int]
    is_chosen: Mapped[bool] = mapped_column(default=False)

    @property
    def label(self) -> str:
        return self.candidacy.name

    @property
    def access_scope(self) -> Scope:
        return self.result.access_scope
