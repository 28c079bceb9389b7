"""Declaring what was entered, confirming it, and ending a contest without a ballot."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.readiness import in_state
from tracker.contests.states import CONTEST
from tracker.kernel.answers import Answer, attempt
from tracker.kernel.clock import today
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.kernel.words import word
from tracker.results import services
from tracker.results.figures import rounds_of
from tracker.results.forms import ConfirmForm, DeclareForm, WithoutBallotForm
from tracker.results.models import Result
from tracker.results.papers import paper_problems
from tracker.results.queries.find import open_result_in, standing_result_in
from tracker.results.queries.mailings import unsent
from tracker.results.reported import contradictions_in
from tracker.results.services.deadlines import expected_deadlines
from tracker.results.services.declaring import WITHOUT_BALLOT
from tracker.results.views.room import RESULT, blueprint, done, result_page
from tracker.rules.contests import STANDING, ContestOutcome


@blueprint.route(f"{RESULT}/declare", methods=["GET", "POST"])
@guard(Permission.DECLARE_RESULT, open_result_in)
def declare(result: Result) -> Answer:
    """Declare the figures entered."""
    contest = result.contest
    form = DeclareForm(data={**_usual(), "version": result.version})
    if form.validate_on_submit():
        said, reason = form.declaration(is_final=not form.is_provisional.data), form.reason.data or ""
        worked, _ = attempt(
            form, lambda: services.declare(current_actor(), result, said, reason=reason, version=form.expected_version)
        )
        if worked:
            return done(gettext("The result is declared."), contest)
    return result_page(
        "results/declare.html", contest, form, result=result, rounds=rounds_of(result), contradictions=contradictions_in(result),
        papers=paper_problems(result), mailings=unsent(contest), deadlines=expected_deadlines(contest, today()),
    )  # fmt: skip


@blueprint.route(f"{RESULT}/confirm", methods=["GET", "POST"])
@guard(Permission.DECLARE_RESULT, standing_result_in)
def confirm(result: Result) -> Answer:
    """Confirm a provisional result."""
    contest = result.contest
    form = ConfirmForm(data={**_usual(), "declared_by": result.declared_by, "version": result.version})
    if form.validate_on_submit():
        worked, _ = attempt(
            form, lambda: services.confirm(current_actor(), result, form.declaration(), version=form.expected_version)
        )
        if worked:
            return done(gettext("The result is final."), contest)
    return result_page("results/confirm.html", contest, form, result=result)


@blueprint.route(f"{RESULT}/without-a-ballot", methods=["GET", "POST"])
@guard(Permission.DECLARE_RESULT, contest_by_slug)
def without_ballot(contest: Contest) -> Answer:
    """End a contest without a ballot: unopposed, by appointment, or with nobody selected."""
    standing = in_state(contest, *STANDING)
    steps = {kind: CONTEST.by_name[name] for kind, name in WITHOUT_BALLOT.items()}
    possible = {kind: step.missing(contest) for kind, step in steps.items() if contest.state in step.sources}
    form = WithoutBallotForm(data=_usual())
    form.kind.choices = choices((kind.value, word(kind)) for kind, missing in possible.items() if not missing)
    form.chosen.choices = choices((one.id, one.name) for one in standing)
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: services.declare_without_ballot(
            current_actor(), contest, form.kind.data or ContestOutcome.NO_SELECTION, form.chosen.data or [], form.declaration(),
            source=form.source.data or "", reason=form.reason.data or "",
        ))  # fmt: skip
        if worked:
            return done(gettext("The result is declared."), contest)
    return result_page(
        "results/without_ballot.html", contest, form, standing=standing, mailings=unsent(contest),
        blocked=[(steps[kind].label, missing) for kind, missing in possible.items() if missing],
    )  # fmt: skip


def _usual() -> dict[str, object]:
    """Who usually declares, and when: the person at the keyboard, today."""
    return {"declared_by": current_actor().name, "declared_on": today()}
