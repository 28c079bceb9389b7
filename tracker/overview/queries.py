"""What somebody needs to see first: their contests, what comes next, what waits for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, false, func, or_, select, true
from sqlalchemy.orm import joinedload

from tracker.access.actor import Actor
from tracker.access.can import where_can
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, ChangeState, Contest, Stage, StageChange
from tracker.contests.queries import visible_contests
from tracker.endorsements.models import Endorsement, JointDecision
from tracker.endorsements.models.endorsements import endorsement_columns
from tracker.extensions import db
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import OPEN_STATES, STANDING, ContestState
from tracker.rules.decisions import ENDORSING_OUTCOMES, LIVE_STATES, EndorsementState
from tracker.rules.roles import Role
from tracker.supporters.models import Supporter, supporter_columns

CONTEST_ROLES = (Role.RETURNING_OFFICER, Role.ORGANISER, Role.SCRUTINEER, Role.HELPLINE)
STAGES_AHEAD = 5


@dataclass(frozen=True)
class Upcoming:
    """One stage that lies ahead, and in how many days."""

    stage: Stage
    on: date
    days: int


def stands_on() -> object:
    """The day that counts for a stage, as SQL: extended, else planned, else computed."""
    return func.coalesce(Stage.extended_on, Stage.planned_on, Stage.computed_on)


def my_contests(actor: Actor) -> list[Contest]:
    """The contests `actor` has a part in and that are not over, the nearest close first; an auditor has a part in all."""
    mine = or_(
        true() if Role.AUDITOR in actor.roles else false(),
        Contest.area_id.in_(sorted(actor.area_ids)),
        Contest.party_id.in_(sorted(actor.body_ids)),
        Contest.id.in_(sorted(actor.contests_as(*CONTEST_ROLES))),
        Contest.id.in_(select(Candidacy.contest_id).where(Candidacy.id.in_(sorted(own_candidacy_ids(actor))))),
    )
    query = visible_contests(actor).where(mine, Contest.state.in_([*sorted(OPEN_STATES), ContestState.DRAFT, ContestState.DECIDED]))
    return list(db.session.scalars(query.order_by(Contest.ballot_closes_at.is_(None), Contest.ballot_closes_at, Contest.id)))


def own_candidacy_ids(actor: Actor) -> frozenset[int]:
    return actor.candidacies_as(Role.CANDIDATE, Role.AGENT)


def my_candidacies(actor: Actor) -> list[Candidacy]:
    """The candidacies `actor` is the candidate or agent of."""
    query = select(Candidacy).where(Candidacy.id.in_(sorted(own_candidacy_ids(actor)))).options(joinedload(Candidacy.contest))
    return list(db.session.scalars(query.order_by(Candidacy.id.desc())))


def upcoming(contest_ids: Iterable[int], today: date, limit: int = STAGES_AHEAD) -> list[Upcoming]:
    """The next stages of these contests from `today` on, the nearest first."""
    on = stands_on()
    rows = db.session.execute(
        select(Stage, on)  # type: ignore[call-overload]  # a coalesce of columns
        .where(Stage.contest_id.in_(sorted(contest_ids)), on >= today, Stage.cancelled_at.is_(None), Stage.actual_on.is_(None))  # type: ignore[operator]  # as above
        .options(joinedload(Stage.contest)).order_by(on, Stage.position).limit(limit)
    )  # fmt: skip
    return [Upcoming(stage, day, (day - today).days) for stage, day in rows]


def to_verify(actor: Actor, contest: Contest | None = None) -> Select[Endorsement]:
    """Endorsements that wait for `actor` as the second officer."""
    query = (
        select(Endorsement).join(Endorsement.contest)
        .where(
            where_can(actor, Permission.VERIFY_ENDORSEMENT, endorsement_columns()),
            Endorsement.state == EndorsementState.RECORDED,
            or_(Endorsement.recorded_by_id.is_(None), Endorsement.recorded_by_id != actor.account_id),
            Contest.state.in_(sorted(OPEN_STATES)),
        )
    )  # fmt: skip
    return query.where(Endorsement.contest_id == contest.id) if contest else query


def changes_to_confirm(actor: Actor) -> list[StageChange]:
    """Hard dates changed by another officer that `actor` may confirm."""
    query = (
        select(StageChange).join(StageChange.stage).join(Stage.contest)
        .where(
            StageChange.state == ChangeState.PROPOSED, StageChange.proposed_by_id != actor.account_id,
            Contest.id.in_(visible_contests(actor).with_only_columns(Contest.id)),
            or_(Contest.area_id.in_(sorted(actor.area_ids)), Contest.party_id.in_(sorted(actor.body_ids)),
                Contest.id.in_(sorted(actor.contests_as(Role.RETURNING_OFFICER)))),
        )
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(StageChange.id)))


def open_joint_decisions(contest_ids: Iterable[int]) -> list[JointDecision]:
    """Joint decisions these contests still wait for, the nearest decide-by day first."""
    query = (
        select(JointDecision).where(JointDecision.contest_id.in_(sorted(contest_ids)), JointDecision.concluded_at.is_(None))
        .options(joinedload(JointDecision.contest)).order_by(JointDecision.decide_by)
    )  # fmt: skip
    return list(db.session.scalars(query))


def endorsement_counts(actor: Actor, contest_ids: Sequence[int]) -> dict[int, int]:
    """Contest id -> live endorsements of a candidate that `actor` may read."""
    query = (
        select(Endorsement.contest_id, func.count()).join(Endorsement.contest)
        .where(
            where_can(actor, Permission.READ_ENDORSEMENT, endorsement_columns()), Endorsement.contest_id.in_(contest_ids),
            Endorsement.state.in_(sorted(LIVE_STATES)), Endorsement.outcome.in_(sorted(ENDORSING_OUTCOMES)),
        ).group_by(Endorsement.contest_id)
    )  # fmt: skip
    return dict(db.session.execute(query).all())


def supporter_counts(actor: Actor, contest_ids: Sequence[int]) -> dict[int, int]:
    """Contest id -> supporters that `actor` may read."""
    query = (
        select(Candidacy.contest_id, func.count()).select_from(Supporter).join(Supporter.candidacy).join(Candidacy.contest)
        .where(
            where_can(actor, Permission.READ_SUPPORTERS, supporter_columns()), Candidacy.contest_id.in_(contest_ids),
            Supporter.removed_at.is_(None),
        ).group_by(Candidacy.contest_id)
    )  # fmt: skip
    return dict(db.session.execute(query).all())


def standing_count(contest: Contest) -> int:
    """How many candidates are still in."""
    query = select(func.count()).select_from(Candidacy).where(Candidacy.contest_id == contest.id, Candidacy.state.in_(sorted(STANDING)))
    return db.session.scalar(query) or 0


def history_of(contest: Contest) -> Select[HistoryEntry]:
    """What was done in one contest."""
    return select(HistoryEntry).where(HistoryEntry.contest_id == contest.id)


def all_history(actor: Actor) -> Select[HistoryEntry]:
    """What was done anywhere; to who may not read every contest's history, only what belongs to no contest.

    An administrator looks after accounts and records, and is not shown who endorsed whom before it is public.
    """
    query = select(HistoryEntry)
    return query if Role.AUDITOR in actor.roles else query.where(HistoryEntry.contest_id.is_(None))
