"""Electors: the people on a contest's list as it stands today."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.permissions import Permission
from tracker.access.scope import Scope, ScopeColumns
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate.models.details import Details
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.rules.electorate import ElectorStanding

LEFT_OUT, HELD = text("eligibility <> 'eligible'"), text("contact_held_at IS NOT NULL")

DIGEST = 32


class Elector(Details, Versioned, Base):
    """One person on the list of one contest, under the party's number for them.

    `is_listed` is false from the list on that left the person out. `eligibility_by_hand`: somebody decided against the
    rule, and said why. While `contact_held_at` is set, an alarm keeps mailings away. `name_key` sorts and finds;
    `details_digest` tells whether a later list says anything new.
    """

    __tablename__ = "elector"
    __table_args__ = (
        Index("uq_elector_contest_id_membership_number", "contest_id", "membership_number", unique=True),
        Index("ix_elector_name", "contest_id", "name_key", "id"),
        Index("ix_elector_email_key", "contest_id", "email_key"),
        Index("ix_elector_postcode", "contest_id", "postcode"),
        Index("ix_elector_not_eligible", "contest_id", sqlite_where=LEFT_OUT, postgresql_where=LEFT_OUT),
        Index("ix_elector_held", "contest_id", sqlite_where=HELD, postgresql_where=HELD),
        CheckConstraint("membership_number <> ''", name="has_a_number"),
        CheckConstraint("NOT eligibility_by_hand OR eligibility_reason <> ''", name="by_hand_has_a_reason"),
        CheckConstraint("is_listed = (left_on IS NULL)", name="left_has_a_day"),
        CheckConstraint("(email = '') = (email_key = '')", name="email_has_its_key"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    council_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), default=None)
    name_key: Mapped[str] = mapped_column(default="")
    standing: Mapped[ElectorStanding] = mapped_column(enum_type(ElectorStanding, "standing"), default=ElectorStanding.NONE)
    eligibility_by_hand: Mapped[bool] = mapped_column(default=False)
    eligibility_reason: Mapped[str] = mapped_column(Text, default="")
    contact_held_at: Mapped[datetime | None] = mapped_column(default=None)
    is_listed: Mapped[bool] = mapped_column(default=True)
    left_on: Mapped[date | None] = mapped_column(default=None)
    details_digest: Mapped[str] = mapped_column(String(DIGEST), default="")
    added_at: Mapped[datetime]
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None, index=True)

    council: Mapped[Area | None] = relationship(init=False, viewonly=True, foreign_keys="Elector.council_id")

    @property
    def label(self) -> str:
        """A reference without the name: more people read history than may read the roll."""
        return f"E-{self.id}"

    @property
    def council_gss(self) -> str:
        """The GSS code of the council area; empty where it is not known."""
        return self.council.gss if self.council else ""

    @property
    def access_scope(self) -> Scope:
        return replace(self.contest.access_scope, hidden_without=Permission.READ_ELECTORATE)


def elector_columns() -> ScopeColumns:
    """The scope of an elector joined to its contest, as SQL."""
    return ScopeColumns(
        contest_id=Elector.contest_id, area_id=Contest.area_id, party_id=Contest.party_id, is_public=Contest.state != "draft"
    )


