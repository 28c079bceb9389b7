"""The times of a plan's acts: deciding when, recording when it happened, granting more time."""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.models import ActTime, TimeKind
from tracker.ballots.queries.times import Times, times_of
from tracker.contests.models import Contest
from tracker.contests.services import timetable
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import local, now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.rules.ballot_plan import Act

history.sentences(**{
    "ballots.act_planned": _l("Time decided for an act of the ballot: %(subject)s"),
    "ballots.act_happened": _l("Act of the ballot seen to happen: %(subject)s"),
    "ballots.act_extended": _l("Act of the ballot extended: %(subject)s"),
})  # fmt: skip
ACTIONS = {TimeKind.PLANNED: "planned", TimeKind.ACTUAL: "happened", TimeKind.EXTENDED: "extended"}


def plan_act(actor: Actor, contest: Contest, act: Act, at: datetime, *, reason: str) -> bool:
    """Decide when an act shall be done; answers whether a second officer must confirm. Raises Refused."""
    return _record(actor, contest, act, TimeKind.PLANNED, at, reason)


def see_act(actor: Actor, contest: Contest, act: Act, at: datetime, *, source: str) -> bool:
    """Record when an act was seen to happen, and how that is known. Raises Refused for a time to come."""
    if at > now():
        raise Refused(gettext("This lies in the future. Enter when it happened."), "at")
    return _record(actor, contest, act, TimeKind.ACTUAL, at, source)


def extend_act(actor: Actor, contest: Contest, act: Act, at: datetime, *, reason: str, told: str) -> bool:
    """Grant a later time than the one that stands; answers whether a second officer must confirm. Raises Refused."""
    if not told.strip():
        raise Refused(gettext("Say who was told."), "told")
    return _record(actor, contest, act, TimeKind.EXTENDED, at, reason, told)


def _record(actor: Actor, contest: Contest, act: Act, kind: TimeKind, at: datetime, reason: str, told: str = "") -> bool:
    require(actor, Permission.PLAN_BALLOT, contest)
    take_turn(f"ballot-plan-{contest.id}")
    times = times_of(contest).get(act)
    if times is None:
        raise Refused(gettext("Adopt a plan with this act first."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    if kind is TimeKind.EXTENDED and times.stands and at <= times.stands:
        raise Refused(gettext("An extension is later than what stands now."), "at")
    before = times.actual if kind is TimeKind.ACTUAL else times.stands
    waits = _carry_to_timetable(actor, times, kind, at, reason) if times.stage else False
    stored = ActTime(
        contest=contest, act=act, kind=kind, at=at, before=before, reason=reason.strip(), told=told.strip(), recorded_at=now(),
        recorded_by_id=actor.account_id, recorded_by_name=actor.name,
    )  # fmt: skip
    db.session.add(stored)
    db.session.flush()
    difference = {"at": (before, at), **({"told": (None, told.strip())} if told.strip() else {})}
    history.record(
        actor, f"ballots.act_{ACTIONS[kind]}", stored, difference=difference, reason=stored.reason, contest_id=contest.id
    )
    return waits


def _carry_to_timetable(actor: Actor, times: Times, kind: TimeKind, at: datetime, reason: str) -> bool:
    """An act that is a stage of the timetable moves there, by the rules of the timetable."""
    stage, wall = times.stage, local(at)
    assert stage is not None, "only acts of the timetable come here"
    on, hour = wall.date(), wall.strftime("%H:%M")
    if kind is TimeKind.ACTUAL:
        timetable.record_actual(actor, stage, on, hour, source=reason)
        return False
    if stage.key == Act.BALLOT_CLOSE and kind is TimeKind.PLANNED:
        raise Refused(gettext("Everything is counted from the close of the ballot. Move it in the timetable."))
    move = timetable.extend_stage if kind is TimeKind.EXTENDED else timetable.override_stage
    return move(actor, stage, on, hour, reason=reason) is not None
