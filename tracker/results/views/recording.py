"""Entering the rounds as they were reported, and removing what was never declared."""

from flask import request
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.results import services
from tracker.results.forms import MOST_ROUNDS, DiscardForm, ReportForm, report_form
from tracker.results.forms.rounds import filled, rounds_in
from tracker.results.models import Result
from tracker.results.queries.find import last_declared, open_result, open_result_in
from tracker.results.reported import names_of
from tracker.results.services.recording import COUNTED
from tracker.results.views.room import RESULT, blueprint, done, result_page
from tracker.rules.contests import CHOSEN, STANDING, CandidacyState
from tracker.rules.results import Occasion


@blueprint.route(f"{RESULT}/rounds", methods=["GET", "POST"])
@guard(Permission.RECORD_RESULT, contest_by_slug)
def record(contest: Contest) -> Answer:
    """The figures of a count, as often as needed until they are declared."""
    entered, before = open_result(contest), last_declared(contest)
    candidates = _candidates(contest, entered or before)
    form = _form(contest, entered or before, candidates)
    form.chosen.choices = choices(names_of(candidates).items())
    if before is None:
        del form.occasion, form.reason
    if "more" not in request.form and form.validate_on_submit():
        occasion, reason = _occasion(form)
        worked, _result = attempt(form, lambda: services.record(
            current_actor(), contest, candidates, form.report(), occasion=occasion, reason=reason, version=form.expected_version
        ))  # fmt: skip
        if worked:
            return done(gettext("The figures are stored. They are not declared yet."), contest)
    return result_page(
        "results/rounds.html", contest, form, candidates=names_of(candidates), is_counted=contest.state in COUNTED,
        may_add=form.rounds < MOST_ROUNDS,
    )  # fmt: skip


@blueprint.route(f"{RESULT}/remove", methods=["GET", "POST"])
@guard(Permission.RECORD_RESULT, open_result_in)
def discard(result: Result) -> Answer:
    """Remove what was entered and not declared."""
    contest, form = result.contest, DiscardForm()
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: services.discard(current_actor(), result, reason=form.reason.data or ""))
        if worked:
            return done(gettext("The figures are removed; the history keeps them."), contest)
    return result_page("results/discard.html", contest, form, result=result)


def _form(contest: Contest, known: Result | None, candidates: list[Candidacy]) -> ReportForm:
    """The form with the rounds asked for: as many as are stored, as were sent, and one more if that is wanted."""
    stored = filled(known)
    rounds = rounds_in(request.form.get("round_count") or stored.get("round_count"))
    if "more" in request.form:
        rounds = min(rounds + 1, MOST_ROUNDS)
    version = {"version": known.version} if known and not known.is_declared else {}
    form = report_form(contest, names_of(candidates), rounds)(data={**stored, **version})
    form.round_count.data = str(rounds)
    return form


def _candidates(contest: Contest, known: Result | None) -> list[Candidacy]:
    """Who is counted: those of the figures known; else everybody who stands, or stood when it was decided."""
    if known is not None and known.candidates:
        return [one.candidacy for one in known.candidates]
    took_part = {*STANDING, *CHOSEN, CandidacyState.NOT_SELECTED}
    return [one for one in contest.candidacies if one.state in took_part]


def _occasion(form: ReportForm) -> tuple[Occasion, str]:
    if "occasion" not in form:
        return Occasion.FIRST_COUNT, ""
    return form.occasion.data or Occasion.CORRECTION, form.reason.data or ""
