"""A candidacy: one person standing in one contest."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.permissions import Permission
from tracker.access.scope import Scope
from tracker.contests.models.contests import Contest
from tracker.directory.models import Person
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.contests import CandidacyState, Designation


class Candidacy(Versioned, Base):
    """One person standing in one contest. `votes` is the reported result, if one was."""

    __tablename__ = "candidacy"
    __table_args__ = (
        Index("uq_candidacy_contest_id_person_id", "contest_id", "person_id", unique=True),
        Index("uq_candidacy_contest_id_slug", "contest_id", "slug", unique=True),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_a_time"),
        CheckConstraint("votes IS NULL OR votes >= 0", name="votes_not_negative"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship(back_populates="candidacies")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), init=False, index=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    slug: Mapped[str]
    state: Mapped[CandidacyState] = mapped_column(enum_type(CandidacyState, "state"), default=CandidacyState.APPLIED)
    is_incumbent: Mapped[bool] = mapped_column(default=False)
    designation: Mapped[Designation] = mapped_column(enum_type(Designation, "designation"), default=Designation.LABOUR)
    statement_en: Mapped[str] = mapped_column(Text, default="")
    statement_cy: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(default="")
    handles: Mapped[str] = mapped_column(default="")
    hashtag: Mapped[str] = mapped_column(default="")
    applied_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawal_reason: Mapped[str] = mapped_column(Text, default="")
    votes: Mapped[int | None] = mapped_column(default=None)
    result_source: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return self.person.name

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def access_scope(self) -> Scope:
        contest = self.contest
        return Scope(
            contest_id=contest.id, candidacy_id=self.id, area_id=contest.area_id, party_id=contest.party_id,
            is_public=contest.is_public, is_shared_with_candidate=True, hidden_without=Permission.READ_CONTEST,
        )  # fmt: skip
