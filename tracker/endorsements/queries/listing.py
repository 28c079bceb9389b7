"""The list of a contest's endorsements, as far as somebody may read it, now or as of an earlier day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.access.actor import Actor
from tracker.access.can import where_can
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body, Person
from tracker.endorsements.models import Endorsement, Evidence
from tracker.endorsements.models.endorsements import endorsement_columns, state_at_sql
from tracker.extensions import db
from tracker.kernel.clock import from_local
from tracker.rules.decisions import ENDORSING_OUTCOMES, LIVE_STATES, EndorsementState, EvidenceGrade
from tracker.rules.directory import BodyKind
from tracker.rules.names import compact_key, search_key

SORTS: dict[str, Sequence[Any]] = {
    "day": (Endorsement.decided_on, Endorsement.id),
    "recorded": (Endorsement.recorded_at, Endorsement.id),
    "endorser": (func.coalesce(Person.sort_key, Body.search_key), Endorsement.id),
    "state": (Endorsement.state, Endorsement.id),
}
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of the list is wanted; None or empty: everything. `by`: person or body. `candidate`: an id, or 0 for nobody."""

    candidate: int | None = None
    by: str = ""
    body_kind: BodyKind | None = None
    state: EndorsementState | None = None
    grade: EvidenceGrade | None = None
    text: str = ""
    as_of: date | None = None

    @property
    def instant(self) -> datetime | None:
        """The last instant of the day the list is looked at as of."""
        return (
            from_local(datetime.combine(self.as_of + DAY, time())) - timedelta(microseconds=1)
            if self.as_of
            else None
        )

    @property
    def any(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()


@dataclass(frozen=True)
class CandidateCount:
    """How many live endorsements a candidate has, and how many of them are by bodies."""

    candidacy: Candidacy
    total: int
    bodies: int

    @property
    def people(self) -> int:
        return self.total - self.bodies


def visible(actor: Actor, contest: Contest) -> Select[Endorsement]:
    """The contest's endorsements that `actor` may read, under every embargo."""
    return (
        select(Endorsement).join(Endorsement.contest)
        .outerjoin(Person, Person.id == Endorsement.endorser_person_id).outerjoin(Body, Body.id == Endorsement.endorser_body_id)
        .where(Endorsement.contest_id == contest.id, where_can(actor, Permission.READ_ENDORSEMENT, endorsement_columns()))
    )  # fmt: skip


def listed(actor: Actor, contest: Contest, filters: Filters) -> Select[Endorsement]:
    """What `filters` let through of what the actor may read, with all a list shows."""
    return filtered(visible(actor, contest), filters).options(
        joinedload(Endorsement.candidacy), joinedload(Endorsement.endorser_person), joinedload(Endorsement.endorser_body),
        joinedload(Endorsement.contest), selectinload(Endorsement.evidence).joinedload(Evidence.stored_file),
    )  # fmt: skip


def filtered(query: Select[Any], filters: Filters) -> Select[Any]:
    """`query` with every filter."""
    conditions: list[ColumnElement[bool]] = []
    if filters.instant:
        conditions.append(Endorsement.recorded_at <= filters.instant)
    if filters.candidate is not None:
        conditions.append(
            Endorsement.candidacy_id == filters.candidate
            if filters.candidate
            else Endorsement.candidacy_id.is_(None)
        )
    if filters.by:
        conditions.append(
            Endorsement.endorser_person_id.is_not(None)
            if filters.by == "person"
            else Endorsement.endorser_body_id.is_not(None)
        )
    if filters.body_kind:
        conditions.append(Body.kind == filters.body_kind)
    if filters.state:
        conditions.append(_state(filters) == filters.state)
    if filters.grade:
        conditions.append(Endorsement.evidence.any(Evidence.grade == filters.grade))
    if filters.text:
        conditions.append(_says(filters.text))
    return query.where(*conditions)


def _state(filters: Filters) -> ColumnElement[Any]:
    return state_at_sql(filters.instant) if filters.instant else Endorsement.state.expression


def _says(text: str) -> ColumnElement[bool]:
    """Endorser, office or note hold `text`, whatever its accents and hyphens."""
    compact, spaced = compact_key(text), search_key(text)
    plain = [
        column.icontains(text, autoescape=True)
        for column in (Endorsement.office, Endorsement.note, Person.name, Body.name_en, Body.name_cy)
    ]
    if not compact:
        return or_(*plain)
    keyed = [
        column.contains(compact, autoescape=True) for column in (Person.compact_key, Body.compact_key)
    ]
    return or_(*plain, *keyed, Body.also_known_key.contains(spaced, autoescape=True))


def counts(actor: Actor, contest: Contest, filters: Filters) -> list[CandidateCount]:
    """For each candidate the live endorsements that `actor` may read, by the same filters except candidate and state."""
    kept = Filters(
        by=filters.by,
        body_kind=filters.body_kind,
        grade=filters.grade,
        text=filters.text,
        as_of=filters.as_of,
    )
    by_body = func.sum(case((Endorsement.endorser_body_id.is_not(None), 1), else_=0))
    query = filtered(visible(actor, contest), kept).where(
        _state(kept).in_(sorted(LIVE_STATES)), Endorsement.outcome.in_(sorted(ENDORSING_OUTCOMES))
    )
    grouped = query.with_only_columns(
        Endorsement.candidacy_id, func.count(), by_body, maintain_column_froms=True
    ).group_by(Endorsement.candidacy_id)
    found = {
        candidacy_id: (total, int(bodies)) for candidacy_id, total, bodies in db.session.execute(grouped)
    }
    return [CandidateCount(candidacy, *found.get(candidacy.id, (0, 0))) for candidacy in contest.candidacies]


def to_verify(actor: Actor, contest: Contest) -> list[Endorsement]:
    """What waits for a second officer in the contest, oldest first, as far as `actor` may verify it."""
    query = listed(actor, contest, Filters()).where(
        Endorsement.state.in_([EndorsementState.RECORDED, EndorsementState.VERIFIED]),
        where_can(actor, Permission.VERIFY_ENDORSEMENT, endorsement_columns()),
    )
    return list(db.session.scalars(query.order_by(Endorsement.recorded_at, Endorsement.id)))
