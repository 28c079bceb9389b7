"""An endorsement: a decision of a body, or the word of a person, with its evidence and its life."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Text, and_, case, literal, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.permissions import Permission
from tracker.access.scope import Scope, ScopeColumns
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body, Person
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.kernel.clock import now
from tracker.kernel.files import StoredFile
from tracker.kernel.words import word
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EndorsementState, EvidenceGrade

LIVE = text("state IN ('recorded', 'verified', 'published')")


LONGEST_LABEL = 80


class EmbargoEvent(StrEnum):
    """What may end an embargo, other than a time."""

    CANDIDATES_ANNOUNCED = "candidates_announced"
    BALLOT_OPENED = "ballot_opened"
    BALLOT_CLOSED = "ballot_closed"
    RESULT_DECLARED = "result_declared"


def _live_once(column: str) -> Index:
    """One live endorsement per endorser and contest."""
    return Index(
        f"uq_endorsement_live_{column}",
        "contest_id",
        column,
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


class Endorsement(Versioned, Base):
    """One decision or declaration. No candidacy: a body decided to endorse nobody. No method: it was not reported."""

    __tablename__ = "endorsement"
    __table_args__ = (
        CheckConstraint("(endorser_person_id IS NULL) <> (endorser_body_id IS NULL)", name="one_endorser"),
        CheckConstraint("verified_by_id IS NULL OR verified_by_id <> recorded_by_id", name="verified_by_another"),
        CheckConstraint("(verified_at IS NULL) = (verified_by_id IS NULL)", name="verified_by_somebody"),
        CheckConstraint("state <> 'published' OR (verified_at IS NOT NULL AND published_at IS NOT NULL)", name="published_was_verified"),
        CheckConstraint(
            "state IN ('recorded', 'verified', 'published') = (ended_at IS NULL)", name="live_has_no_end"
        ),
        CheckConstraint("votes_for IS NULL OR votes_for >= 0", name="votes_for_not_negative"),
        CheckConstraint("votes_against IS NULL OR votes_against >= 0", name="votes_against_not_negative"),
        CheckConstraint("abstentions IS NULL OR abstentions >= 0", name="abstentions_not_negative"),
        CheckConstraint(
            "present IS NULL OR coalesce(votes_for, 0) + coalesce(votes_against, 0) + coalesce(abstentions, 0) <= present",
            name="votes_within_present",
        ),
        CheckConstraint("present IS NULL OR eligible IS NULL OR present <= eligible", name="present_within_eligible"),
        CheckConstraint("outcome <> 'unanimous' OR coalesce(votes_against, 0) = 0", name="unanimous_without_against"),
        CheckConstraint("edited_by_id IS NULL OR verified_by_id IS NULL OR verified_by_id <> edited_by_id", name="verified_by_no_editor"),
        CheckConstraint(
            "candidacy_id IS NOT NULL OR outcome NOT IN ('unanimous', 'nem_con', 'majority', 'carried_unrecorded', 'tied_chair')",
            name="endorsing_names_a_candidate",
        ),
        _live_once("endorser_person_id"),
        _live_once("endorser_body_id"),
        Index("ix_endorsement_contest_id_state", "contest_id", "state", "id"),
    )  # fmt: skip

    id: Mapped[Id] = mapped_column(init=False)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), init=False)
    contest: Mapped[Contest] = relationship()
    candidacy_id: Mapped[int | None] = mapped_column(ForeignKey("candidacy.id"), init=False, index=True)
    candidacy: Mapped[Candidacy | None] = relationship(default=None)
    endorser_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), init=False, index=True)
    endorser_person: Mapped[Person | None] = relationship(default=None)
    endorser_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), init=False, index=True)
    endorser_body: Mapped[Body | None] = relationship(default=None)
    office: Mapped[str] = mapped_column(default="")
    method: Mapped[DecisionMethod | None] = mapped_column(enum_type(DecisionMethod, "method"))
    outcome: Mapped[DecisionOutcome] = mapped_column(enum_type(DecisionOutcome, "outcome"))
    decided_on: Mapped[date | None] = mapped_column(default=None)
    notice_given_on: Mapped[date | None] = mapped_column(default=None)
    eligible: Mapped[int | None] = mapped_column(default=None)
    present: Mapped[int | None] = mapped_column(default=None)
    quorum: Mapped[int | None] = mapped_column(default=None)
    votes_for: Mapped[int | None] = mapped_column(default=None)
    votes_against: Mapped[int | None] = mapped_column(default=None)
    abstentions: Mapped[int | None] = mapped_column(default=None)
    chair: Mapped[str] = mapped_column(default="")
    minute_reference: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[EndorsementState] = mapped_column(
        enum_type(EndorsementState, "state"), default=EndorsementState.RECORDED
    )
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    verified_at: Mapped[datetime | None] = mapped_column(default=None)
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_on: Mapped[date | None] = mapped_column(default=None)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    succeeded_by_id: Mapped[int | None] = mapped_column(ForeignKey("endorsement.id"), default=None)
    embargo_until: Mapped[datetime | None] = mapped_column(default=None)
    embargo_event: Mapped[EmbargoEvent | None] = mapped_column(
        enum_type(EmbargoEvent, "embargo_event"), default=None
    )
    embargo_lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    import_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"), default=None, index=True)

    evidence: Mapped[list["Evidence"]] = relationship(
        init=False, back_populates="endorsement", order_by="Evidence.id"
    )
    succeeded_by: Mapped["Endorsement | None"] = relationship(init=False, remote_side=[id])
    recorded_by: Mapped[Account | None] = relationship(
        init=False, foreign_keys=[recorded_by_id], viewonly=True
    )
    verified_by: Mapped[Account | None] = relationship(
        init=False, foreign_keys=[verified_by_id], viewonly=True
    )
    ended_by: Mapped[Account | None] = relationship(init=False, foreign_keys=[ended_by_id], viewonly=True)

    @property
    def endorser(self) -> Person | Body:
        """Who endorses."""
        found = self.endorser_person or self.endorser_body
        if found is None:
            raise LookupError("an endorsement has an endorser")
        return found

    @property
    def label(self) -> str:
        chosen = self.candidacy.label if self.candidacy else self.outcome.value.replace("_", " ")
        return f"{self.endorser.label} → {chosen}"

    @property
    def title(self) -> str:
        """Who endorses whom, in the page's language; `label` is what history keeps."""
        return f"{self.endorser.name} → {self.candidacy.name if self.candidacy else word(self.outcome)}"

    def is_embargoed(self, at: datetime) -> bool:
        """Whether it must not be shown yet at `at`."""
        waits_for_time = self.embargo_until is not None and at < self.embargo_until
        lifted = self.embargo_lifted_at is not None and self.embargo_lifted_at <= at
        return waits_for_time or (self.embargo_event is not None and not lifted)

    def state_at(self, at: datetime) -> EndorsementState | None:
        """Where it stood at `at`, told from its time stamps; None before it was recorded."""
        if self.recorded_at > at:
            return None
        if self.ended_at is not None and self.ended_at <= at:
            return self.state
        if self.published_at is not None and self.published_at <= at:
            return EndorsementState.PUBLISHED
        verified = self.verified_at is not None and self.verified_at <= at
        return EndorsementState.VERIFIED if verified else EndorsementState.RECORDED

    @property
    def access_scope(self) -> Scope:
        """What was published or shared stays to be read with its whole life, except an error that was corrected."""
        contest, at = self.contest, now()
        shown = not self.is_embargoed(at) and self.state is not EndorsementState.CORRECTED
        return Scope(
            contest_id=contest.id, candidacy_id=self.candidacy_id, area_id=contest.area_id, party_id=contest.party_id,
            endorser_body_id=self.endorser_body_id,
            is_public=shown and contest.is_public and self.published_at is not None,
            is_shared_with_candidate=shown and self.verified_at is not None, hidden_without=Permission.READ_ENDORSEMENT,
        )  # fmt: skip


def not_embargoed(at: datetime) -> ColumnElement[bool]:
    """The condition that an endorsement may be shown at `at`: the SQL of `Endorsement.is_embargoed`."""
    return and_(
        or_(Endorsement.embargo_until.is_(None), Endorsement.embargo_until <= at),
        or_(Endorsement.embargo_event.is_(None), Endorsement.embargo_lifted_at <= at),
    )


def state_at_sql(at: datetime) -> ColumnElement[EndorsementState]:
    """The SQL of `Endorsement.state_at`, of those recorded by then."""
    return case(
        (Endorsement.ended_at <= at, Endorsement.state),
        (Endorsement.published_at <= at, literal(EndorsementState.PUBLISHED, Endorsement.state.type)),
        (Endorsement.verified_at <= at, literal(EndorsementState.VERIFIED, Endorsement.state.type)),
        else_=literal(EndorsementState.RECORDED, Endorsement.state.type),
    )


def endorsement_columns() -> ScopeColumns:
    """The scope of an endorsement joined to its contest, as SQL."""
    shown = and_(not_embargoed(now()), Endorsement.state != EndorsementState.CORRECTED)
    return ScopeColumns(
        contest_id=Endorsement.contest_id, candidacy_id=Endorsement.candidacy_id,
        area_id=Contest.area_id, party_id=Contest.party_id, endorser_body_id=Endorsement.endorser_body_id,
        is_public=and_(shown, Contest.state != "draft", Endorsement.published_at.is_not(None)),
        is_shared_with_candidate=and_(shown, Endorsement.verified_at.is_not(None)),
    )  # fmt: skip


class EvidenceKind(StrEnum):
    """What shows that it happened."""

    FILE = "file"
    LINK = "link"
    QUOTATION = "quotation"


class Evidence(Base):
    """One piece of evidence: a file with its fingerprint, a link, or a quoted statement."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("(kind = 'file') = (stored_file_id IS NOT NULL)", name="file_is_stored"),
        CheckConstraint("kind <> 'link' OR url <> ''", name="link_has_an_address"),
        CheckConstraint("kind <> 'quotation' OR quotation <> ''", name="quotation_has_words"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    endorsement_id: Mapped[int] = mapped_column(ForeignKey("endorsement.id"), init=False, index=True)
    endorsement: Mapped[Endorsement] = relationship(back_populates="evidence")
    kind: Mapped[EvidenceKind] = mapped_column(enum_type(EvidenceKind, "kind"))
    grade: Mapped[EvidenceGrade] = mapped_column(enum_type(EvidenceGrade, "grade"))
    stored_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), init=False)
    stored_file: Mapped[StoredFile | None] = relationship(default=None)
    url: Mapped[str] = mapped_column(Text, default="")
    quotation: Mapped[str] = mapped_column(Text, default="")
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    @property
    def label(self) -> str:
        return self.stored_file.original_name if self.stored_file else self.url or _beginning(self.quotation)

    @property
    def access_scope(self) -> Scope:
        return self.endorsement.access_scope


def _beginning(text: str) -> str:
    """The first words of a long text, and a sign that there is more."""
    return text if len(text) <= LONGEST_LABEL else f"{text[:LONGEST_LABEL].rstrip()}…"
