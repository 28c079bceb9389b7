"""Changing one stage: another day, what was seen to happen, a later time, out of the timetable, another calendar."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.contests.models import ChangeKind, Contest, Stage, StageChange
from tracker.contests.services.timetable import changes
from tracker.contests.services.timetable.computing import anchors_of, proposals
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import today
from tracker.kernel.errors import Refused
from tracker.rules.contests import RuleForce
from tracker.rules.timetable_template import DEFAULT
from tracker.rules.working_days import CALENDAR_NAMES, ELECTION, BeyondHorizon, calendar_named

history.sentences(**{
    "timetable.stage-added": _l("Stage added: %(subject)s"),
    "timetable.overridden": _l("Another day set for a stage: %(subject)s"),
    "timetable.happened": _l("Seen to happen: %(subject)s"),
    "timetable.extended": _l("Stage extended: %(subject)s"),
    "timetable.stage-cancelled": _l("Stage cancelled: %(subject)s"),
    "timetable.calendar-changed": _l("Stage put on another calendar: %(subject)s"),
})  # fmt: skip


def add_stage(actor: Actor, contest: Contest, key: str, on: date, *, force: RuleForce, rule: str, source: str = "") -> Stage:
    """A stage the timetable lacks, planned for `on`. `rule` in English, to be translated when shown. Raises Refused."""
    if any(stage.key == key for stage in contest.stages):
        raise Refused(gettext("The timetable has this stage already. Change that one."))
    position = next((stage.order for stage in DEFAULT.stages if stage.key == key), 0)
    stage = Stage(
        contest=contest, key=key, position=position, force=force, rule=rule, source=source, calendar=ELECTION,
        computed_on=on, planned_on=on,
    )  # fmt: skip
    _refuse_unknown_day(stage, on)
    db.session.add(stage)
    db.session.flush()
    history.record(actor, "timetable.stage-added", stage, difference={"on": (None, on)}, contest_id=contest.id)
    return stage


def override_stage(actor: Actor, stage: Stage, on: date, at: str | None, *, reason: str) -> StageChange | None:
    """Set another day than the rule gives. A day off is allowed: the page warns. Answers the change if it has to wait."""
    _need(reason)
    _refuse_cancelled(stage)
    _refuse_unknown_day(stage, on)
    return _change(actor, stage, ChangeKind.PLAN, on, at, reason, "timetable.overridden")


def extend_stage(actor: Actor, stage: Stage, on: date, at: str | None, *, reason: str) -> StageChange | None:
    """Grant a later time than the one that stands. Answers the change if it has to wait for a second officer."""
    _need(reason)
    _refuse_cancelled(stage)
    _refuse_unknown_day(stage, on)
    if stage.stands_on is not None and (on, at or "24") <= (stage.stands_on, stage.stands_at or "24"):
        raise Refused(gettext("An extension is later than what stands now."), "on")
    return _change(actor, stage, ChangeKind.EXTENSION, on, at, reason, "timetable.extended")


def cancel_stage(actor: Actor, stage: Stage, *, reason: str) -> StageChange | None:
    """Take a stage out of the timetable; calendars show it as cancelled. Answers the change if it has to wait."""
    _need(reason)
    _refuse_cancelled(stage)
    if stage.key == "ballot_close":
        raise Refused(gettext("Everything is counted from the close of the ballot. Cancel the contest instead."))
    if stage.stands_on is None:
        raise Refused(gettext("The stage has no day to cancel."))
    return _change(actor, stage, ChangeKind.CANCELLATION, stage.stands_on, stage.stands_at, reason, "timetable.stage-cancelled")


def record_actual(actor: Actor, stage: Stage, on: date, at: str | None, *, source: str) -> None:
    """Record when it was seen to happen, and by whom that was reported. What was planned stays."""
    if not source.strip():
        raise Refused(gettext("Say how this is known: who saw it, or where it was reported."), "source")
    if on > today():
        raise Refused(gettext("This lies in the future. Enter when it happened."), "on")
    _refuse_cancelled(stage)
    difference = history.changes(stage, {"actual_on": on, "actual_at": at, "actual_source": source})
    history.record(actor, "timetable.happened", stage, difference=difference, contest_id=stage.contest_id)


def set_calendar(actor: Actor, stage: Stage, calendar: str) -> None:
    """Count this stage on another calendar. Its day is computed anew; one set by hand stays, with its reason."""
    if calendar not in CALENDAR_NAMES:
        raise Refused(gettext("Choose a calendar."), "calendar")
    if changes.needs_second_officer(stage):
        raise Refused(gettext("The timetable is published: set the day itself, which a second officer confirms."), "calendar")
    difference = history.changes(stage, {"calendar": calendar})
    anchors = anchors_of(stage.contest)
    for proposal in proposals(stage.contest, anchors) if anchors else []:
        if proposal.key == stage.key and proposal.is_changed:
            difference["computed_on"] = (stage.computed_on, proposal.computed_on)
            changes.recompute(stage, proposal.computed_on, proposal.computed_at)
    if difference:
        history.record(actor, "timetable.calendar-changed", stage, difference=difference, contest_id=stage.contest_id)


def _change(
    actor: Actor, stage: Stage, kind: ChangeKind, on: date, at: str | None, reason: str, action: str
) -> StageChange | None:
    if changes.needs_second_officer(stage):
        return changes.propose(actor, stage, kind, on, at, reason)
    before = (stage.stands_on, stage.stands_at)
    changes.CARRIED_OUT[kind](stage, on, at, reason)
    db.session.flush()
    difference = {"on": (before[0], stage.stands_on), "at": (before[1], stage.stands_at), "cancelled_at": (None, stage.cancelled_at)}
    changed = {name: values for name, values in difference.items() if values[0] != values[1]}
    history.record(actor, action, stage, difference=changed, reason=reason, contest_id=stage.contest_id)
    return None


def _need(reason: str) -> None:
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")


def _refuse_cancelled(stage: Stage) -> None:
    if stage.cancelled_at is not None:
        raise Refused(gettext("This stage was cancelled."))


def _refuse_unknown_day(stage: Stage, on: date) -> None:
    try:
        calendar_named(stage.calendar).known(on)
    except BeyondHorizon:
        raise Refused(gettext("Bank holidays are not known for this year, so nothing can be counted."), "on") from None
