"""One act of the plan: its times, and what can be done to them."""

from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.ballots import services
from tracker.ballots.forms.times import ACT_FORMS
from tracker.ballots.queries.times import Times, recorded_times, times_of
from tracker.ballots.views.room import BALLOT, blueprint
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.services.timetable.changes import waiting
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard
from tracker.rules.ballot_plan import Act

CHANGES = {
    "plan": (_l("Set when it shall be done"), _l("The latest safe moment stays to be seen beside it.")),
    "see": (_l("Record when it happened"), _l("Only what was seen to happen, never what was only planned.")),
    "extend": (_l("Extend"), _l("A later time granted afterwards. What was planned stays to be seen.")),
}


@blueprint.get(f"{BALLOT}/acts/<slug:act>")
@guard(Permission.READ_BALLOT, contest_by_slug)
def act(contest: Contest, act: str) -> Answer:
    """Everything known of one act."""
    times = _times(contest, act)
    return page(
        "ballots/act.html", contest=contest, tab="ballot", ballot_page="plan", times=times, changes=CHANGES, slug=act,
        recorded=recorded_times(contest, times.act),
        waits=times.stage is not None and any(change.stage_id == times.stage.id for change in waiting(contest)),
    )  # fmt: skip


@blueprint.route(f"{BALLOT}/acts/<slug:act>/<slug:change>", methods=["GET", "POST"])
@guard(Permission.PLAN_BALLOT, contest_by_slug)
def change_act(contest: Contest, act: str, change: str) -> Answer:
    """Do one thing to an act's times."""
    times = _times(contest, act)
    if change not in CHANGES:
        raise NotFound
    form = ACT_FORMS[change](data={"at": times.stands if change != "see" else None})
    if form.validate_on_submit():
        worked, waits = attempt(form, lambda: _changed(contest, times.act, change, form))
        if worked:
            message = gettext("The change waits for a second officer.") if waits else gettext("Saved.")
            return done(message, url_for("ballots.act", contest_slug=contest.slug, act=act))
    label, consequence = CHANGES[change]
    return page(
        "ballots/act_change.html", form, contest=contest, tab="ballot", ballot_page="plan", times=times, label=label,
        consequence=consequence, slug=act,
    )  # fmt: skip


def _changed(contest: Contest, act: Act, change: str, form: Any) -> bool:
    actor, at, reason = current_actor(), form.at.instant, form.reason.data
    if change == "see":
        return services.see_act(actor, contest, act, at, source=reason)
    if change == "extend":
        return services.extend_act(actor, contest, act, at, reason=reason, told=form.told.data)
    return services.plan_act(actor, contest, act, at, reason=reason)


def _times(contest: Contest, slug: str) -> Times:
    """The times of the act an address names. Raises NotFound for one the adopted plan has not."""
    found = {one.value.replace("_", "-"): times for one, times in times_of(contest).items()}
    if slug not in found:
        raise NotFound
    return found[slug]
