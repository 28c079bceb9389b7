"""One stage of a timetable, and what can be done to it."""

from collections.abc import Callable
from datetime import time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.forms.timetable import STAGE_FORMS
from tracker.contests.models import Stage
from tracker.contests.queries import stage_in
from tracker.contests.services import timetable as services
from tracker.contests.services.timetable.changes import needs_second_officer
from tracker.contests.timetable_words import CALENDARS, counted_words, stored_words
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.kernel.guards import guard

ACTS = {
    "override": (_l("Set another day"), _l("The day the rule gives stays to be seen beside it.")),
    "extend": (_l("Extend"), _l("A later time granted afterwards. What was planned stays to be seen.")),
    "actual": (_l("Record when it happened"), _l("Only what was seen to happen, never what was only planned.")),
    "calendar": (_l("Count on another calendar"), _l("Two calendars may stand in one timetable.")),
    "cancel": (_l("Cancel this stage"), _l("It stays to be seen, and calendars show it as cancelled.")),
}


@blueprint.route("/contests/<slug:contest_slug>/timetable/stages/<id:stage_id>")
@guard(Permission.EDIT_TIMETABLE, stage_in)
def stage(stage: Stage) -> Answer:
    """Everything known of one stage."""
    return contest_page(
        "contests/stage.html", stage.contest, tab="timetable", stage=stage, acts=ACTS, rule=stored_words(stage.rule),
        source=stored_words(stage.source), calendar=CALENDARS.get(stage.calendar, stage.calendar), waits=needs_second_officer(stage),
        counted=counted_words(stage.offset),
    )  # fmt: skip


@blueprint.route("/contests/<slug:contest_slug>/timetable/stages/<id:stage_id>/<slug:act>", methods=["GET", "POST"])
@guard(Permission.EDIT_TIMETABLE, stage_in)
def change_stage(stage: Stage, act: str) -> Answer:
    """Do one thing to a stage."""
    if act not in ACTS:
        raise NotFound
    form = STAGE_FORMS[act](data=_suggested(stage, act))
    if form.validate_on_submit():
        worked, change = attempt(form, lambda: COMMANDS[act](stage, form))
        if worked:
            message = gettext("The change waits for a second officer.") if change else gettext("Saved.")
            return done(message, "contests.timetable", contest_slug=stage.contest.slug)
    label, consequence = ACTS[act]
    waits = needs_second_officer(stage) and act in ("override", "extend", "cancel")
    return contest_page(
        "contests/stage_change.html", stage.contest, form, tab="timetable", stage=stage, act=act, label=label,
        consequence=consequence, waits=waits,
    )  # fmt: skip


def _suggested(stage: Stage, act: str) -> dict[str, Any]:
    if act == "calendar":
        return {"calendar": stage.calendar}
    hour = time.fromisoformat(stage.stands_at) if stage.stands_at and act in ("override", "extend") else None
    return {"on": stage.stands_on if act in ("override", "actual") else None, "at": hour}


def _override(stage: Stage, form: Any) -> Any:
    return services.override_stage(current_actor(), stage, form.on.data, form.hour, reason=form.reason.data)


def _extend(stage: Stage, form: Any) -> Any:
    return services.extend_stage(current_actor(), stage, form.on.data, form.hour, reason=form.reason.data)


def _actual(stage: Stage, form: Any) -> Any:
    return services.record_actual(current_actor(), stage, form.on.data, form.hour, source=form.source.data)


def _calendar(stage: Stage, form: Any) -> Any:
    return services.set_calendar(current_actor(), stage, form.calendar.data)


def _cancel(stage: Stage, form: Any) -> Any:
    return services.cancel_stage(current_actor(), stage, reason=form.reason.data)


COMMANDS: dict[str, Callable[[Stage, Any], Any]] = {
    "override": _override,
    "extend": _extend,
    "actual": _actual,
    "calendar": _calendar,
    "cancel": _cancel,
}
