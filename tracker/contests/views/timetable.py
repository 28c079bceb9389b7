"""The timetable of a contest: reading it, computing it, moving its dates, publishing it."""

from collections.abc import Iterable

from flask import request, url_for
from flask_babel import gettext, ngettext
from werkzeug.datastructures import MultiDict

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.calendars import subscription_url
from tracker.contests.forms.timetable import (
    AnchorsForm,
    BuildForm,
    DecideChangesForm,
    MoveDatesForm,
    PublishForm,
)
from tracker.contests.models import ChangeKind, Contest, StageChange
from tracker.contests.queries import contest_by_slug
from tracker.contests.queries.timetable import band_gaps, band_rows, key_dates, lines, may_see_timetable
from tracker.contests.services import timetable as services
from tracker.contests.services.timetable.changes import waiting
from tracker.contests.services.timetable.computing import (
    ANCHOR_STAGES,
    Anchors,
    Proposal,
    anchors_of,
    proposals,
)
from tracker.contests.timetable_words import CALENDARS, remedy, stage_name, wrong
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.kernel.clock import today
from tracker.kernel.errors import Refused
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.kernel.i18n import current_locale
from tracker.rules.contests import RuleForce
from tracker.rules.timetable_violations import Violation


@blueprint.route("/contests/<slug:contest_slug>/timetable")
@guard(Permission.READ_CONTEST, contest_by_slug)
def timetable(contest: Contest) -> Answer:
    """When everything happens, as a picture and as a table."""
    actor = current_actor()
    if not may_see_timetable(actor, contest) or not any(stage.computed_on for stage in contest.stages):
        return contest_page("contests/timetable_none.html", contest, tab="timetable", may_see=may_see_timetable(actor, contest))
    officer = can(actor, Permission.EDIT_TIMETABLE, contest)
    return contest_page(
        "contests/timetable.html", contest, tab="timetable", lines=lines(contest, today()), rows=band_rows(contest), today=today(),
        gaps=band_gaps(contest, current_locale()), key_dates=key_dates(contest), calendars=CALENDARS,
        problems=_problems(contest) if officer else [], waiting=waiting(contest), officer=officer,
        subscription=subscription_url(contest, current_locale()),
    )  # fmt: skip


@blueprint.route("/contests/<slug:contest_slug>/timetable/build", methods=["GET", "POST"])
@guard(Permission.EDIT_TIMETABLE, contest_by_slug)
def build(contest: Contest) -> Answer:
    """Compute the timetable for the first time."""
    form, anchors = BuildForm(), anchors_of(contest)
    if form.validate_on_submit() and anchors is not None:
        worked, _ = attempt(form, lambda: services.build_timetable(current_actor(), contest, anchors))
        if worked:
            return done(gettext("The timetable is computed."), "contests.timetable", contest_slug=contest.slug)
    return contest_page("contests/timetable_build.html", contest, form, tab="timetable", anchors=anchors)


@blueprint.route("/contests/<slug:contest_slug>/timetable/recompute", methods=["GET", "POST"])
@guard(Permission.EDIT_TIMETABLE, contest_by_slug)
def recompute(contest: Contest) -> Answer:
    """Move the close, the dispatch or the poll: old and new side by side, and ticks for what follows."""
    asked, form = _asked(contest), MoveDatesForm()
    valid = _is_asked() and asked.validate()
    found, problem = _previewed(contest, _anchors(asked)) if valid else ([], None)
    form.stages.choices = choices((p.key, stage_name(p.key)) for p in found)
    if valid and form.validate_on_submit():
        wanted, reason = form.stages.data or [], form.reason.data or ""
        worked, waits = attempt(form, lambda: services.move_dates(current_actor(), contest, _anchors(asked), wanted, reason=reason))
        if worked:
            return done(_moved_message(waits or 0), "contests.timetable", contest_slug=contest.slug)
    changed = [p for p in found if p.is_changed]
    kept = len(found) - len(changed)
    ticked = form.stages.data if form.is_submitted() else _likely_wanted(asked, changed)
    return contest_page(
        "contests/timetable_recompute.html", contest, form, tab="timetable", asked=asked, changed=changed, kept=kept, ticked=ticked or [],
        problem=problem, previewed=valid and not problem,
    )  # fmt: skip


@blueprint.route("/contests/<slug:contest_slug>/timetable/publish", methods=["GET", "POST"])
@guard(Permission.EDIT_TIMETABLE, contest_by_slug)
def publish(contest: Contest) -> Answer:
    """Publish the timetable."""
    form = PublishForm()
    if form.validate_on_submit():
        accept = bool(form.accept.data)
        worked, _ = attempt(form, lambda: services.publish_timetable(current_actor(), contest, accept_warnings=accept))
        if worked:
            return done(gettext("The timetable is published."), "contests.timetable", contest_slug=contest.slug)
    return contest_page("contests/timetable_publish.html", contest, form, tab="timetable", problems=_problems(contest))


@blueprint.route("/contests/<slug:contest_slug>/timetable/changes", methods=["GET", "POST"])
@guard(Permission.CONFIRM_TIMETABLE, contest_by_slug)
def changes(contest: Contest) -> Answer:
    """What waits for a second officer."""
    form, found = DecideChangesForm(), waiting(contest)
    form.changes.choices = choices((change.id, stage_name(change.stage.key)) for change in found)
    if form.validate_on_submit():
        ids, reason, actor = form.changes.data or [], form.reason.data or "", current_actor()
        if "refuse" in request.form:
            worked, count = attempt(form, lambda: services.refuse_changes(actor, contest, ids, reason=reason))
        else:
            worked, count = attempt(form, lambda: services.confirm_changes(actor, contest, ids))
        if worked:
            message = ngettext("%(num)s change decided.", "%(num)s changes decided.", count or 0)
            return done(message, "contests.timetable", contest_slug=contest.slug)
    own = [change.id for change in found if change.proposed_by_id == current_actor().account_id]
    return contest_page(
        "contests/timetable_changes.html", contest, form, tab="timetable", waiting=found, own=own, keeping=_keeping_their_day(found)
    )


def _asked(contest: Contest) -> AnchorsForm:
    """The dates asked for, in the address or with the ticks; those of the contest where none are."""
    for given in (request.form, request.args):
        if "close" in given:
            return AnchorsForm(given)
    anchors = anchors_of(contest)
    if anchors is None:
        return AnchorsForm(MultiDict())
    return AnchorsForm(MultiDict(), data={"close": anchors.close, "dispatch": anchors.dispatch, "poll": anchors.poll})


def _is_asked() -> bool:
    """Whether dates were sent; the page opens with those of the contest, and with nothing to complain of."""
    return "close" in request.form or "close" in request.args


def _anchors(form: AnchorsForm) -> Anchors:
    close = form.close.instant
    assert close is not None, "the form was validated"
    return Anchors(close=close, dispatch=form.dispatch.data, poll=form.poll.data)


def _previewed(contest: Contest, anchors: Anchors) -> tuple[list[Proposal], str | None]:
    try:
        return proposals(contest, anchors), None
    except Refused as refused:
        return [], str(refused.message)


def _keeping_their_day(waiting: Iterable[StageChange]) -> set[int]:
    """The changes that renew only what the rule gives: the day was set by hand, and stays."""
    renewed = (change for change in waiting if change.kind is ChangeKind.RECOMPUTED and change.stage.key not in ANCHOR_STAGES)
    return {change.id for change in renewed if change.stage.is_overridden}


def _likely_wanted(asked: AnchorsForm, changed: list[Proposal]) -> list[str]:
    """What is ticked to begin with: where the ballot closes in days to come, nothing that has happened or should have."""
    close, now = asked.close.data, today()
    looks_ahead = close is not None and close.date() >= now
    return [proposal.key for proposal in changed if not (looks_ahead and proposal.is_past(now))]


def _moved_message(waits: int) -> str:
    if not waits:
        return str(gettext("The dates are moved."))
    return str(ngettext("%(num)s change waits for a second officer.", "%(num)s changes wait for a second officer.", waits))


def _problems(contest: Contest) -> list[dict[str, object]]:
    """What is wrong, in words, each with what to do and where."""
    ids = {stage.key: stage.id for stage in contest.stages}
    try:
        found = services.problems(contest)
    except Refused as refused:
        return [{"force": RuleForce.HARD, "stage": "", "wrong": refused.message, "remedy": "", "url": None}]
    return [_problem(contest, violation, ids[violation.stage]) for violation in found]


def _problem(contest: Contest, violation: Violation, stage_id: int) -> dict[str, object]:
    return {
        "force": violation.force,
        "stage": stage_name(violation.stage),
        "wrong": wrong(violation, current_locale()),
        "remedy": remedy(violation),
        "url": url_for("contests.stage", contest_slug=contest.slug, stage_id=stage_id),
    }



