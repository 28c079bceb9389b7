"""A roll in a candidate's hands: the agreement they signed, and each list they were given under it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope, ScopeColumns
from tracker.contests.models import Candidacy, Contest
from tracker.electorate.models.details import HASH
from tracker.electorate.models.rolls import Roll
from tracker.kernel.base import Base, Id
from tracker.kernel.clock import now, today
from tracker.kernel.files import StoredFile


class DataAgreement(Base):
    """A candidate's signature under the terms on which they may use the roll, until `expires_on` and that day included."""

    __tablename__ = "data_agreement"
    __table_args__ = (
        Index("ix_data_agreement_candidacy_id", "candidacy_id"),
        CheckConstraint("expires_on >= signed_on", name="ends_after_it_begins"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason = '')", name="withdrawn_has_a_reason"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False)
    candidacy: Mapped[Candidacy] = relationship()
    signed_on: Mapped[date]
    signed_by: Mapped[str]
    purpose: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)
    expires_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    file: Mapped[StoredFile | None] = relationship(init=False)

    @property
    def label(self) -> str:
        return f"D-{self.id}"

    @property
    def is_live(self) -> bool:
        """Whether a list may be given and taken under it today."""
        return self.withdrawn_at is None and self.signed_on <= today() <= self.expires_on

    @property
    def access_scope(self) -> Scope:
        contest = self.candidacy.contest
        return Scope(contest_id=contest.id, candidacy_id=self.candidacy_id, area_id=contest.area_id, party_id=contest.party_id)


class RollRelease(Base):
    """One roll given to one candidate under an agreement: a marked list that can be taken until `expires_at`.

    `watermark` is the code in the file and the seed of the marks in its addresses; `sha256` that of the file.
    """

    __tablename__ = "roll_release"
    __table_args__ = (
        Index("uq_roll_release_watermark", "watermark", unique=True),
        Index("ix_roll_release_agreement_id", "agreement_id"),
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
        CheckConstraint("taken_count >= 0 AND (taken_count = 0) = (taken_at IS NULL)", name="taken_has_a_time"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason = '')", name="withdrawn_has_a_reason"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("data_agreement.id"), init=False)
    agreement: Mapped[DataAgreement] = relationship()
    roll_id: Mapped[int] = mapped_column(ForeignKey("roll.id"), init=False)
    roll: Mapped[Roll] = relationship()
    released_at: Mapped[datetime]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    watermark: Mapped[str] = mapped_column(String(40))
    row_count: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH))
    expires_at: Mapped[datetime]
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    taken_count: Mapped[int] = mapped_column(default=0)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return self.watermark

    @property
    def is_live(self) -> bool:
        """Whether the candidate may still take it: unexpired, and neither it nor the agreement withdrawn."""
        return self.withdrawn_at is None and self.agreement.withdrawn_at is None and now() < self.expires_at

    @property
    def access_scope(self) -> Scope:
        contest = self.roll.contest
        return Scope(
            contest_id=contest.id, candidacy_id=self.agreement.candidacy_id, area_id=contest.area_id, party_id=contest.party_id,
            is_shared_with_candidate=self.is_live,
        )  # fmt: skip


def release_columns() -> ScopeColumns:
    """The scope of a release joined to agreement, candidacy and contest, as SQL."""
    live = and_(RollRelease.withdrawn_at.is_(None), DataAgreement.withdrawn_at.is_(None), RollRelease.expires_at > now())
    return ScopeColumns(
        contest_id=Candidacy.contest_id, candidacy_id=DataAgreement.candidacy_id,
        area_id=Contest.area_id, party_id=Contest.party_id, is_shared_with_candidate=live,
    )  # fmt: skip
