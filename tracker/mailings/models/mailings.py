"""Mailings, what they say, and what a candidate may send."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.permissions import Permission
from tracker.access.scope import Scope, ScopeColumns
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body
from tracker.electorate.models import Roll
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.kernel.files import StoredFile
from tracker.rules.mailings import (
    AllowanceKind,
    LanguageMode,
    MailingChannel,
    MailingState,
    OnBehalf,
    Purpose,
)
from tracker.rules.post import PostalService

HASH = 64


class Mailing(Versioned, Base):
    """One letter or e-mail to many people of a contest.

    `audience` describes who, over the frozen `roll`; `content_number` pins the version that goes out (0: nothing is written
    yet). An approval names the hashes of both: a change of either makes it void. `unit_cost` is in pence. For letters
    `hand_over_at` is when the mailing house gets them; for e-mails `scheduled_for` is when sending begins.
    """

    __tablename__ = "mailing"
    __table_args__ = (
        Index("uq_mailing_contest_id_number", "contest_id", "number", unique=True),
        CheckConstraint("number >= 1 AND content_number >= 0", name="numbered_from_one"),
        CheckConstraint("(on_behalf = 'candidate') = (candidacy_id IS NOT NULL)", name="a_candidate_has_a_candidacy"),
        CheckConstraint("(on_behalf = 'endorser') = (body_id IS NOT NULL)", name="an_endorser_is_a_body"),
        CheckConstraint("(channel = 'letter') = (service IS NOT NULL)", name="a_letter_has_a_service"),
        CheckConstraint("channel = 'letter' OR hand_over_at IS NULL", name="only_letters_are_handed_over"),
        CheckConstraint("unit_cost >= 0", name="cost_not_negative"),
        CheckConstraint("(approved_by_id IS NULL) = (approved_content_sha256 = '')", name="approval_names_the_content"),
        CheckConstraint("(approved_by_id IS NULL) = (approved_list_sha256 = '')", name="approval_names_the_list"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> submitted_by_id", name="approved_by_another"),
        CheckConstraint("state NOT IN ('approved', 'scheduled', 'rendering', 'ready', 'sending', 'paused', 'sent') OR "
                        "approved_by_id IS NOT NULL", name="nothing_goes_out_unapproved"),
        CheckConstraint("counts_towards_allowance OR allowance_rule <> '' OR on_behalf <> 'candidate'", name="uncounted_cites_its_rule"),
    )  # fmt: skip

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    number: Mapped[int]
    title: Mapped[str]
    channel: Mapped[MailingChannel] = mapped_column(enum_type(MailingChannel, "channel"))
    purpose: Mapped[Purpose] = mapped_column(enum_type(Purpose, "purpose"))
    on_behalf: Mapped[OnBehalf] = mapped_column(enum_type(OnBehalf, "on_behalf"))
    candidacy_id: Mapped[int | None] = mapped_column(ForeignKey("candidacy.id"), default=None)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), default=None)
    supplied_by: Mapped[str] = mapped_column(default="")
    paid_by: Mapped[str] = mapped_column(default="")
    counts_towards_allowance: Mapped[bool] = mapped_column(default=True)
    allowance_rule: Mapped[str] = mapped_column(Text, default="")
    language_mode: Mapped[LanguageMode] = mapped_column(enum_type(LanguageMode, "language_mode"), default=LanguageMode.OWN)
    service: Mapped[PostalService | None] = mapped_column(enum_type(PostalService, "service"), default=None)
    unit_cost: Mapped[int] = mapped_column(default=0)
    roll_id: Mapped[int | None] = mapped_column(ForeignKey("roll.id"), default=None)
    audience: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    content_number: Mapped[int] = mapped_column(default=0)
    state: Mapped[MailingState] = mapped_column(enum_type(MailingState, "state"), default=MailingState.DRAFT)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    approved_content_sha256: Mapped[str] = mapped_column(String(HASH), default="")
    approved_list_sha256: Mapped[str] = mapped_column(String(HASH), default="")
    recipient_count: Mapped[int | None] = mapped_column(default=None)
    scheduled_for: Mapped[datetime | None] = mapped_column(default=None, index=True)
    hand_over_at: Mapped[datetime | None] = mapped_column(default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_reason: Mapped[str] = mapped_column(Text, default="")

    candidacy: Mapped[Candidacy | None] = relationship(init=False)
    body: Mapped[Body | None] = relationship(init=False)
    roll: Mapped[Roll | None] = relationship(init=False)
    content: Mapped["MailingContent | None"] = relationship(
        init=False, viewonly=True, foreign_keys="[Mailing.id, Mailing.content_number]", uselist=False,
        primaryjoin="and_(Mailing.id == MailingContent.mailing_id, Mailing.content_number == MailingContent.number)",
    )  # fmt: skip

    @property
    def label(self) -> str:
        return self.title

    @property
    def is_letter(self) -> bool:
        return self.channel is MailingChannel.LETTER

    @property
    def access_scope(self) -> Scope:
        contest = self.contest
        return Scope(
            contest_id=contest.id, candidacy_id=self.candidacy_id, area_id=contest.area_id, party_id=contest.party_id,
            hidden_without=Permission.READ_MAILING,
        )  # fmt: skip


def mailing_columns() -> ScopeColumns:
    """The scope of a mailing joined to its contest, as SQL."""
    return ScopeColumns(
        contest_id=Mailing.contest_id, candidacy_id=Mailing.candidacy_id, area_id=Contest.area_id, party_id=Contest.party_id
    )


class MailingContent(Base):
    """One version of what a mailing says, in both languages; never changed once stored. `sha256` is over all of it."""

    __tablename__ = "mailing_content"
    __table_args__ = (
        Index("uq_mailing_content_mailing_id_number", "mailing_id", "number", unique=True),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailing.id"), init=False)
    mailing: Mapped[Mailing] = relationship()
    number: Mapped[int]
    subject_en: Mapped[str] = mapped_column(default="")
    subject_cy: Mapped[str] = mapped_column(default="")
    salutation_en: Mapped[str] = mapped_column(default="")
    salutation_cy: Mapped[str] = mapped_column(default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    body_cy: Mapped[str] = mapped_column(Text, default="")
    valediction_en: Mapped[str] = mapped_column(default="")
    valediction_cy: Mapped[str] = mapped_column(default="")
    signatory: Mapped[str] = mapped_column(default="")
    signatory_title_en: Mapped[str] = mapped_column(default="")
    signatory_title_cy: Mapped[str] = mapped_column(default="")
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)
    enclosures_en: Mapped[str] = mapped_column(Text, default="")
    enclosures_cy: Mapped[str] = mapped_column(Text, default="")
    quote_en: Mapped[str] = mapped_column(Text, default="")
    quote_cy: Mapped[str] = mapped_column(Text, default="")
    sender: Mapped[str] = mapped_column(Text, default="")
    reply_to: Mapped[str] = mapped_column(default="")
    promoter_name: Mapped[str] = mapped_column(default="")
    promoter_address: Mapped[str] = mapped_column(Text, default="")
    promoted_for: Mapped[str] = mapped_column(default="")
    printer: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(HASH))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    signature: Mapped[StoredFile | None] = relationship(init=False)

    @property
    def label(self) -> str:
        return f"{self.mailing.title} ({self.number})"


class Allowance(Versioned, Base):
    """So much of one kind for each candidate of a contest, and whether more is refused (hard) or warned of."""

    __tablename__ = "allowance"
    __table_args__ = (
        Index("uq_allowance_contest_id_kind", "contest_id", "kind", unique=True),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    kind: Mapped[AllowanceKind] = mapped_column(enum_type(AllowanceKind, "kind"))
    amount: Mapped[int]
    is_hard: Mapped[bool] = mapped_column(default=True)
    rule: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")

    @property
    def label(self) -> str:
        return f"{self.kind.value}: {self.amount}"

    @property
    def access_scope(self) -> Scope:
        return self.contest.access_scope


class AllowanceUse(Base):
    """What a candidate used, or what somebody else sent for them, outside the mailings of this system."""

    __tablename__ = "allowance_use"
    __table_args__ = (
        Index("ix_allowance_use_candidacy_id", "candidacy_id"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("counts OR rule <> ''", name="uncounted_cites_its_rule"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacy.id"), init=False)
    candidacy: Mapped[Candidacy] = relationship()
    kind: Mapped[AllowanceKind] = mapped_column(enum_type(AllowanceKind, "kind"))
    amount: Mapped[int]
    used_on: Mapped[date]
    supplied_by: Mapped[str] = mapped_column(default="")
    counts: Mapped[bool] = mapped_column(default=True)
    rule: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def label(self) -> str:
        return f"{self.kind.value}: {self.amount}"

    @property
    def access_scope(self) -> Scope:
        contest = self.candidacy.contest
        return Scope(contest_id=contest.id, candidacy_id=self.candidacy_id, area_id=contest.area_id, party_id=contest.party_id)
