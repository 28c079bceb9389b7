"""Recording how a contest ended, and correcting the reported votes."""

from flask_babel import gettext
from werkzeug.exceptions import NotFound

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.forms.contests import DecisionForm, ResultForm, decision_form, result_form
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.readiness import in_state
from tracker.contests.services import Result
from tracker.contests.states import CONTEST
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.rules.contests import CHOSEN, STANDING, CandidacyState

BY_CHOICE = ("decide-by-ballot", "decide-appointed")


@blueprint.route("/contests/<slug:contest_slug>/decide/<slug:move_name>", methods=["GET", "POST"])
@guard(Permission.MOVE_CONTEST, contest_by_slug)
def decide(contest: Contest, move_name: str) -> Answer:
    """Who was chosen, by ballot or by appointment."""
    if move_name not in BY_CHOICE:
        raise NotFound
    step, standing = CONTEST.by_name[move_name], in_state(contest, *STANDING)
    form = decision_form(_names(standing), with_votes=move_name == "decide-by-ballot")()
    if step.needs_reason:
        form.need_reason()
    form.chosen.choices = choices((candidacy.id, candidacy.name) for candidacy in standing)
    if form.validate_on_submit():
        reason = form.reason.data or ""
        worked, _ = attempt(form, lambda: services.decide(current_actor(), contest, move_name, _result(form, standing), reason=reason))
        if worked:
            return done(str(step.done) % {"subject": contest.title}, "contests.candidates", contest_slug=contest.slug)
    missing = step.missing(contest) if contest.state in step.sources else []
    return contest_page("contests/decide.html", contest, form, step=step, blockers=missing, standing=standing)


@blueprint.route("/contests/<slug:contest_slug>/result", methods=["GET", "POST"])
@guard(Permission.MOVE_CONTEST, contest_by_slug)
def result(contest: Contest) -> Answer:
    """The reported votes of a decided contest."""
    candidates = in_state(contest, CandidacyState.NOT_SELECTED, *CHOSEN)
    stored = {f"votes_{candidacy.id}": candidacy.votes for candidacy in candidates}
    source = next((candidacy.result_source for candidacy in candidates if candidacy.result_source), "")
    form = result_form(_names(candidates))(data={**stored, "source": source})
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: services.report_result(current_actor(), contest, _result(form, candidates)))
        if worked:
            return done(gettext("Saved."), "contests.candidates", contest_slug=contest.slug)
    return contest_page("contests/result.html", contest, form, standing=candidates)


def _names(candidacies: list[Candidacy]) -> dict[int, str]:
    return {candidacy.id: candidacy.name for candidacy in candidacies}


def _result(form: DecisionForm | ResultForm, candidacies: list[Candidacy]) -> Result:
    votes = {candidacy.id: form[f"votes_{candidacy.id}"].data for candidacy in candidacies if f"votes_{candidacy.id}" in form}
    chosen = form.chosen.data or [] if isinstance(form, DecisionForm) else []
    return Result(chosen=chosen, votes=votes, source=form.source.data or "")
