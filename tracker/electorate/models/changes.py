"""Changes of contact details, and the alarms raised over too many of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import Scope
from tracker.contests.models import Contest
from tracker.electorate.models.details import HASH
from tracker.kernel.base import Base, Id, enum_type
from tracker.rules.electorate import AlarmKind, UnitKind


class ContactChange(Base):
    """One person's contact details became others. What they were is kept only as a hash: enough to recognise, not to read.

    `branch` and `council_id` are the person's at the time; `import_run_id` is empty for a change made by hand.
    """

    __tablename__ = "contact_change"
    __table_args__ = (
        Index("ix_contact_change_run", "import_run_id", "elector_id"),
        Index("ix_contact_change_day", "contest_id", "by_id", "changed_at"),
        Index("ix_contact_change_elector_id", "elector_id"),
        CheckConstraint("length(before_hash) = 64", name="hash_is_sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    elector_id: Mapped[int] = mapped_column(ForeignKey("elector.id"))
    changed_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    fields: Mapped[list[Any]] = mapped_column(JSON)
    before_hash: Mapped[str] = mapped_column(String(HASH))
    branch: Mapped[str] = mapped_column(default="")
    council_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"), default=None)


class ContactAlarm(Base):
    """More contact details changed than usual: in a list (`import_run_id`), or by one person in a day (`by_id`, `day`).

    Until somebody else clears it, mailings leave out the people whose details changed. `unit` is the branch, the GSS code of
    the council area, or the name of who made the changes; empty for the whole list. `share` is in hundredths of a per cent.
    """

    __tablename__ = "contact_alarm"
    __table_args__ = (
        Index("ix_contact_alarm_contest_id", "contest_id", "cleared_at"),
        CheckConstraint("changed >= 1 AND of >= changed", name="counts_are_counted"),
        CheckConstraint("(cleared_at IS NULL) = (reason = '')", name="cleared_has_a_reason"),
        CheckConstraint("(kind = 'list') = (import_run_id IS NOT NULL)", name="a_list_has_its_import"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    kind: Mapped[AlarmKind] = mapped_column(enum_type(AlarmKind, "kind"))
    unit_kind: Mapped[UnitKind] = mapped_column(enum_type(UnitKind, "unit_kind"))
    unit: Mapped[str]
    changed: Mapped[int]
    of: Mapped[int]
    share: Mapped[int]
    raised_at: Mapped[datetime]
    since: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None)
    cleared_at: Mapped[datetime | None] = mapped_column(default=None)
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return f"A-{self.id}"

    @property
    def percent(self) -> float:
        """The share in per cent."""
        return self.share / 100

    @property
    def is_open(self) -> bool:
        return self.cleared_at is None

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope
