"""Changes that wait for a second officer once a timetable is published."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.actor import Actor
from tracker.contests.models import ChangeKind, ChangeState, Contest, Stage, StageChange
from tracker.contests.services.timetable.computing import ANCHOR_STAGES
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import from_local, now
from tracker.kernel.errors import Refused
from tracker.rules.contests import RuleForce

history.sentences(**{
    "timetable.change-proposed": _l("Change of a date proposed: %(subject)s"),
    "timetable.change-confirmed": _l("Change of a date confirmed by a second officer: %(subject)s"),
    "timetable.change-refused": _l("Change of a date refused by a second officer: %(subject)s"),
})  # fmt: skip

DAYS = {
    "ballot_dispatch": "dispatch_on", "public_poll": "polling_day",
    "eligibility_joined_by": "joined_by", "eligibility_paid_up_by": "paid_up_by",
}  # fmt: skip
NOON = time(12)


def needs_second_officer(stage: Stage) -> bool:
    """Whether a change of `stage` waits for another officer: a hard date of a published timetable."""
    return stage.force is RuleForce.HARD and stage.contest.timetable_published_at is not None


def waiting(contest: Contest) -> Sequence[StageChange]:
    """The changes of `contest` that wait for a second officer, oldest first."""
    query = select(StageChange).join(StageChange.stage)
    query = query.where(Stage.contest_id == contest.id, StageChange.state == ChangeState.PROPOSED)
    return db.session.scalars(query.order_by(StageChange.id)).all()


def propose(actor: Actor, stage: Stage, kind: ChangeKind, on: date, at: str | None, reason: str) -> StageChange:
    """Let a change wait for a second officer. Raises Refused when another one waits for this stage already."""
    if actor.account_id is None:
        raise Refused(gettext("A change of a published date must be proposed by somebody signed in."))
    change = StageChange(
        stage=stage, kind=kind, planned_on=on, planned_at=at, reason=reason, proposed_by_id=actor.account_id, proposed_at=now()
    )
    try:
        with db.session.begin_nested():
            db.session.add(change)
    except IntegrityError:
        raise Refused(gettext("A change of this stage waits for a second officer already. Decide that one first.")) from None
    difference = {"on": (stage.stands_on, on), "at": (stage.stands_at, at)}
    history.record(actor, "timetable.change-proposed", change, difference=difference, reason=reason, contest_id=stage.contest_id)
    return change


def confirm_changes(actor: Actor, contest: Contest, ids: Sequence[int]) -> int:
    """Confirm the changes of `contest` with these ids, as the second officer; answers how many. Raises Refused to who proposed."""
    return _decide(actor, contest, ids, ChangeState.CONFIRMED, "timetable.change-confirmed", "", _carry_out)


def refuse_changes(actor: Actor, contest: Contest, ids: Sequence[int], *, reason: str) -> int:
    """Refuse the changes of `contest` with these ids; whoever proposed may also take them back. Answers how many."""
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    return _decide(actor, contest, ids, ChangeState.REFUSED, "timetable.change-refused", reason, None)


def _decide(
    actor: Actor, contest: Contest, ids: Sequence[int], state: ChangeState, action: str, reason: str,
    carry_out: Callable[[StageChange], None] | None,
) -> int:  # fmt: skip
    chosen = [change for change in waiting(contest) if change.id in ids]
    if not chosen:
        raise Refused(gettext("Nothing of this waits any more. Look at the timetable again."))
    if any(change.proposed_by_id == actor.account_id for change in chosen):
        raise Refused(gettext("You proposed this: another officer must decide."))
    for change in chosen:
        before = change.stage.stands_on
        if carry_out is not None:
            carry_out(change)
        change.state, change.decided_by_id, change.decided_at = state, actor.account_id, now()
        difference = {"on": (before, change.stage.stands_on)}
        history.record(actor, action, change, difference=difference, reason=reason, contest_id=contest.id)
    return len(chosen)


def _carry_out(change: StageChange) -> None:
    CARRIED_OUT[change.kind](change.stage, change.planned_on, change.planned_at, change.reason)


def plan(stage: Stage, on: date, at: str | None, reason: str) -> None:
    """Let `on` stand as planned; back on the rule's own day there is nothing to explain any more."""
    stage.planned_on, stage.planned_at, stage.override_reason = on, at, reason
    _touched(stage)


def extend(stage: Stage, on: date, at: str | None, reason: str) -> None:
    """Grant a later time; what was planned stays to be seen."""
    stage.extended_on, stage.extended_at, stage.extension_reason = on, at, reason
    _touched(stage)


def cancel(stage: Stage, _on: date, _at: str | None, _reason: str) -> None:
    """Take the stage out; it stays to be seen as cancelled."""
    stage.cancelled_at = now()
    _touched(stage)


def recompute(stage: Stage, on: date, at: str | None, _reason: str = "") -> None:
    """Take what the rule gives now. A day set by hand stays with its reason, unless all else is counted from it."""
    is_anchor = stage.key in ANCHOR_STAGES
    if is_anchor or not stage.is_overridden:
        stage.planned_on, stage.planned_at = on, at
    if is_anchor:
        stage.extended_on = stage.extended_at = None
    stage.computed_on, stage.computed_at = on, at
    _touched(stage)


def _touched(stage: Stage) -> None:
    stage.sequence += 1
    follow(stage)


def follow(stage: Stage) -> None:
    """Keep the contest's own dates in step with the stages that are those dates."""
    day = stage.stands_on
    if day is None or stage.cancelled_at is not None:
        return
    if stage.key in DAYS:
        setattr(stage.contest, DAYS[stage.key], day)
    elif stage.key == "ballot_close":
        hour = time.fromisoformat(stage.stands_at) if stage.stands_at else NOON
        stage.contest.ballot_closes_at = from_local(datetime.combine(day, hour))
    db.session.flush()


CARRIED_OUT: dict[ChangeKind, Callable[[Stage, date, str | None, str], None]] = {
    ChangeKind.PLAN: plan,
    ChangeKind.RECOMPUTED: recompute,
    ChangeKind.EXTENSION: extend,
    ChangeKind.CANCELLATION: cancel,
}
