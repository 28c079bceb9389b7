"""Designation decisions."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.endorsements import services
from tracker.endorsements.forms import DesignationForm
from tracker.endorsements.models import DesignationDecision
from tracker.endorsements.queries import designations_of
from tracker.endorsements.views.nominations import body_meant
from tracker.endorsements.views.room import attempt, blueprint, done, page
from tracker.kernel.answers import Answer
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard


@blueprint.route("/contests/<slug:contest_slug>/endorsements/designations")
@guard(Permission.READ_CONTEST, contest_by_slug)
def designations(contest: Contest) -> Answer:
    """What was decided about descriptions, newest first."""
    return page("endorsements/designations.html", contest, designations=designations_of(contest))


@blueprint.route("/contests/<slug:contest_slug>/endorsements/designations/new", methods=["GET", "POST"])
@guard(Permission.RECORD_ENDORSEMENT, contest_by_slug)
def designate(contest: Contest) -> Answer:
    """One decision."""
    form = DesignationForm()
    form.candidacy.offer(contest, nobody=False)
    if form.validate_on_submit():
        worked, _ = attempt(form, lambda: _designate(contest, form))
        if worked:
            return done(gettext("Decision recorded."), "endorsements.designations", contest_slug=contest.slug)
    return page("endorsements/designate.html", contest, form)


def _designate(contest: Contest, form: DesignationForm) -> DesignationDecision:
    candidacy = form.candidacy.chosen(contest)
    if candidacy is None:
        raise Refused(gettext("Choose a candidate."), "candidacy")
    return services.record_designation(
        current_actor(), candidacy, body_meant(form.endorser), designation=form.designation.data, outcome=form.outcome.data,
        decided_on=form.decided_on.data, source=form.source.data or "",
    )  # fmt: skip
