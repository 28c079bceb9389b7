"""Moving a contest: what the move does, what stands in its way, and a reason where one is needed."""

from flask import redirect, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.forms import CancelForm, MoveForm
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.states import CONTEST, DECISIONS, SETTING_ASIDE
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.kernel.guards import guard
from tracker.kernel.transitions import Transition
from tracker.rules.contests import ContestState

CONSEQUENCES = {
    "announce": _l("From now on everybody who signs in can read this contest."),
    "open-ballot": _l("The candidates are fixed. The ballot runs until its close."),
    "close-ballot": _l("No more votes are taken; the count begins."),
    "close": _l("The selection is over. A slip in the record can still be mended, and the history shows it."),
    "cancel": _l("The contest stops for good. It stays to be read, with the reason, the notice and the date."),
    "recount": _l("The chosen candidates are standing again until a new result is recorded."),
    "set-aside": _l("The chosen candidates are standing again."),
}


@blueprint.route("/contests/<slug:contest_slug>/moves")
@guard(Permission.MOVE_CONTEST, contest_by_slug)
def moves(contest: Contest) -> Answer:
    """Everything that can happen next, and what each still lacks."""
    return contest_page("contests/moves_page.html", contest, tab="overview")


@blueprint.route("/contests/<slug:contest_slug>/moves/<slug:move_name>", methods=["GET", "POST"])
@guard(Permission.MOVE_CONTEST, contest_by_slug)
def move(contest: Contest, move_name: str) -> Answer:
    """One move of a contest."""
    step = _step(move_name)
    if move_name in DECISIONS:
        endpoint = "results.result" if move_name == "decide-by-ballot" else "results.without_ballot"
        return redirect(url_for(endpoint, contest_slug=contest.slug))
    form = CancelForm() if move_name == "cancel" else MoveForm()
    if step.needs_reason:
        form.need_reason()
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: _make(contest, step, form))
        if worked:
            return done(str(step.done) % {"subject": contest.title}, "contests.candidates", contest_slug=contest.slug)
    consequence = CONSEQUENCES.get(move_name, "")
    return contest_page("contests/move.html", contest, form, step=step, blockers=_missing(contest, step), consequence=consequence)


def _step(name: str) -> Transition[ContestState]:
    step = CONTEST.by_name.get(name)
    if step is None:
        raise NotFound
    return step


def _missing(contest: Contest, step: Transition[ContestState]) -> list[object]:
    return list(step.missing(contest)) if contest.state in step.sources else []


def _make(contest: Contest, step: Transition[ContestState], form: MoveForm) -> None:
    actor, reason = current_actor(), form.reason.data or ""
    if isinstance(form, CancelForm):
        services.cancel(actor, contest, reason=reason, notice=form.notice.data or "")
        if form.replace.data:
            services.replace(actor, contest)
    elif step.name in SETTING_ASIDE:
        services.set_aside(actor, contest, step.name, reason=reason)
    else:
        services.move(actor, contest, step.name, reason=reason)
