"""Supporters: named people who agreed to be counted for one candidate."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, and_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.permissions import Permission
from tracker.access.scope import Scope, ScopeColumns
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Area
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.supporters import ConsentState, SearchState, SupporterCategory

LISTED = text("removed_at IS NULL")


def _of_the_listed(name: str, *columns: str) -> Index:
    """An index over the supporters still on a candidate's list, wide enough to filter and count without the table."""
    return Index(name, "candidacy_id", *columns, sqlite_where=LISTED, postgresql_where=LISTED)


class Supporter(Versioned, Base):
    """One person's support for one candidate. `note` is for the campaign alone.

    `search_key` is what a search by text looks in: name, office, ward and e-mail address, each as its compact key.

    A supporter is never deleted: `removed_at` takes them off every list and count, `merged_into_id` says where they went.
    """

    __tablename__ = "supporter"
    __table_args__ = (
        CheckConstraint("(consent = 'not_asked') = (consent_at IS NULL)", name="consent_has_a_time"),
        CheckConstraint("consent <> 'given' OR consent_wording <> ''", name="consent_has_its_wording"),
        CheckConstraint("merged_into_id IS NULL OR removed_at IS NOT NULL", name="merged_is_removed"),
        CheckConstraint("removed_at IS NULL OR removed_reason <> ''", name="removed_has_a_reason"),
        _of_the_listed("ix_supporter_by_name", "sort_key", "id", "category", "area_id", "consent", "supported_on"),
        _of_the_listed("ix_supporter_by_day", "supported_on", "id", "category", "area_id", "consent"),
        _of_the_listed("ix_supporter_by_category", "category", "sort_key", "id", "area_id", "consent", "supported_on"),
        _of_the_listed("ix_supporter_by_area", "area_id", "sort_key", "id", "category", "consent", "supported_on"),
        _of_the_listed("ix_supporter_by_key", "compact_key"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False)
    candidacy: Mapped[Candidacy] = relationship()
    name: Mapped[str]
    sort_key: Mapped[str]
    search_key: Mapped[str] = mapped_column(Text)
    compact_key: Mapped[str]
    office_key: Mapped[str] = mapped_column(default="")
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
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("supporter.id"), default=None, index=True)
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None, index=True)
    is_invented: Mapped[bool] = mapped_column(default=False)

    area: Mapped[Area | None] = relationship(init=False)

    @property
    def label(self) -> str:
        """A reference without the name: more people read history than may read a candidate's list."""
        return f"S-{self.id}"

    @property
    def is_named_in_public(self) -> bool:
        return self.consent is ConsentState.GIVEN and self.removed_at is None

    @property
    def access_scope(self) -> Scope:
        contest = self.candidacy.contest
        return Scope(
            contest_id=contest.id, candidacy_id=self.candidacy_id, area_id=contest.area_id, party_id=contest.party_id,
            is_public=contest.is_public and self.is_named_in_public, hidden_without=Permission.READ_SUPPORTERS,
        )  # fmt: skip


class SupporterTally(Base):
    """How many of a candidacy's listed supporters share a category, council area and consent. Kept by `tally`."""

    __tablename__ = "supporter_tally"
    __table_args__ = (CheckConstraint("count >= 0", name="not_negative"),)

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), index=True)
    category: Mapped[SupporterCategory] = mapped_column(enum_type(SupporterCategory, "category"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    consent: Mapped[ConsentState] = mapped_column(enum_type(ConsentState, "consent"))
    count: Mapped[int]


class SupporterDay(Base):
    """How many of a candidacy's listed supporters came on a day. Kept by `tally`."""

    __tablename__ = "supporter_day"
    __table_args__ = (
        CheckConstraint("count >= 0", name="not_negative"),
        Index("uq_supporter_day_candidacy_id_day", "candidacy_id", "day", unique=True),
    )

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"))
    day: Mapped[date]
    count: Mapped[int]


class DuplicateSearch(Base):
    """The search of one candidacy's long list for likely duplicates: where it stands, and what the last one found.

    `found` holds a list [left id, right id, score, [reasons]] for each pair, best first, as the list was at `found_at`, when
    `compared_count` supporters were on it. A new search leaves it in place until it has found its own.
    """

    __tablename__ = "duplicate_search"
    __table_args__ = (
        CheckConstraint("state <> 'found' OR found_at IS NOT NULL", name="found_has_a_time"),
        CheckConstraint("compared_count >= 0 AND attempts >= 0", name="counts_are_counted"),
        Index("uq_duplicate_search_candidacy_id", "candidacy_id", unique=True),
    )

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"))
    state: Mapped[SearchState] = mapped_column(enum_type(SearchState, "state"), default=SearchState.LOOKING)
    queued_at: Mapped[datetime]
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    found_at: Mapped[datetime | None] = mapped_column(default=None)
    compared_count: Mapped[int] = mapped_column(default=0)
    found: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)

    @property
    def is_working(self) -> bool:
        return self.state is SearchState.LOOKING


def supporter_columns() -> ScopeColumns:
    """The scope of a supporter joined to candidacy and contest, as SQL."""
    return ScopeColumns(
        contest_id=Candidacy.contest_id, candidacy_id=Supporter.candidacy_id,
        area_id=Contest.area_id, party_id=Contest.party_id,
        is_public=and_(Contest.state != "draft", Supporter.consent == ConsentState.GIVEN, Supporter.removed_at.is_(None)),
    )  # fmt: skip
