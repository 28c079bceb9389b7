"""The next contest of the same kind."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.forms import CloneForm
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.rules.contests import CandidacyState

STAY_BEHIND = frozenset({CandidacyState.WITHDRAWN, CandidacyState.REJECTED})


@blueprint.route("/contests/<slug:contest_slug>/clone", methods=["GET", "POST"])
@guard(Permission.EDIT_CONTEST, contest_by_slug)
def clone(contest: Contest) -> Answer:
    """Make the next one: people come along, consents do not."""
    coming = [candidacy.id for candidacy in contest.candidacies if candidacy.state not in STAY_BEHIND]
    form = CloneForm(data={"title_en": contest.title_en, "title_cy": contest.title_cy, "people": coming})
    form.people.choices = choices((candidacy.id, candidacy.name) for candidacy in contest.candidacies)
    if form.validate_on_submit():
        worked, copy = attempt(form, lambda: _clone(contest, form))
        if worked and copy:
            return done(gettext("The new contest is made, as a draft without dates."), "contests.edit", contest_slug=copy.slug)
    return contest_page("contests/clone.html", contest, form, tab="")


def _clone(contest: Contest, form: CloneForm) -> Contest:
    return services.clone_contest(
        current_actor(), contest, title_en=form.title_en.data, title_cy=form.title_cy.data or "",
        slug=form.slug.data or "", people=form.people.data or [],
    )  # fmt: skip
