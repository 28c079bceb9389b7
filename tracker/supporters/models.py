"""Supporters: named people who agreed to be counted for one candidate."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope, ScopeColumns
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Area
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.supporters import ConsentState, SupporterCategory


class Supporter(Versioned, Base):
    """One person's support for one candidate. `note` is for the campaign alone.

    A supporter is never deleted: `removed_at` takes them off every list and count, `merged_into_id` says where they went.
    """

    __tablename__ = "supporter"
    __table_args__ = (
        CheckConstraint("(consent = 'not_asked') = (consent_at IS NULL)", name="consent_has_a_time"),
        CheckConstraint("consent <> 'given' OR consent_wording <> ''", name="consent_has_its_wording"),
        CheckConstraint("merged_into_id IS NULL OR removed_at IS NOT NULL", name="merged_is_removed"),
        CheckConstraint("removed_at IS NULL OR removed_reason <> ''", name="removed_has_a_reason"),
        Index("ix_supporter_by_name", "candidacy_id", "removed_at", "sort_key", "id"),
        Index("ix_supporter_by_day", "candidacy_id", "removed_at", "supported_on", "id"),
        Index("ix_supporter_by_category", "candidacy_id", "removed_at", "category", "sort_key", "id"),
        Index("ix_supporter_by_area", "candidacy_id", "removed_at", "area_id", "sort_key", "id"),
        Index("ix_supporter_by_key", "candidacy_id", "compact_key"),
        Index("ix_supporter_by_email", "candidacy_id", "email"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False)
    candidacy: Mapped[Candidacy] = relationship()
    name: Mapped[str]
    sort_key: Mapped[str]
    search_key: Mapped[str]
    compact_key: Mapped[str]
    category: Mapped[SupporterCategory] = mapped_column(enum_type(SupporterCategory, "category"))
    office: Mapped[str] = mapped_column(default="")
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), default=None)
    ward: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    supported_on: Mapped[date]
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    consent: Mapped[ConsentState] = mapped_column(enum_type(ConsentState, "consent"), default=ConsentState.NOT_ASKED)
    consent_at: Mapped[datetime | None] = mapped_column(default=None)
    consent_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    consent_wording: Mapped[str] = mapped_column(Text, default="")
    consent_withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    removed_at: Mapped[datetime | None] = mapped_column(default=None)
    removed_reason: Mapped[str] = mapped_column(Text, default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("supporter.id"), default=None)
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None, index=True)
    is_invented: Mapped[bool] = mapped_column(default=False)

    area: Mapped[Area | None] = relationship(init=False)

    @property
    def label(self) -> str:
        return self.name

    @property
    def is_named_in_public(self) -> bool:
        return self.consent is ConsentState.GIVEN and self.removed_at is None

    @property
    def access_scope(self) -> Scope:
        contest = self.candidacy.contest
        return Scope(
            contest_id=contest.id, candidacy_id=self.candidacy_id, area_id=contest.area_id, party_id=contest.party_id,
            is_public=contest.is_public and self.is_named_in_public,
        )  # fmt: skip


def supporter_columns() -> ScopeColumns:
    """The scope of a supporter joined to candidacy and contest, as SQL."""
    return ScopeColumns(
        contest_id=Candidacy.contest_id, candidacy_id=Supporter.candidacy_id,
        area_id=Contest.area_id, party_id=Contest.party_id,
        is_public=and_(Contest.state != "draft", Supporter.consent == ConsentState.GIVEN, Supporter.removed_at.is_(None)),
    )  # fmt: skip
