"""What waits for a second officer: many at once."""

from flask import request
from flask_babel import gettext, ngettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.endorsements import services
from tracker.endorsements.forms import QueueForm
from tracker.endorsements.models import Endorsement
from tracker.endorsements.queries import to_verify as waiting
from tracker.endorsements.views.room import attempt, blueprint, done, page
from tracker.endorsements.views.show import offered
from tracker.kernel.answers import Answer
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard


@blueprint.route("/contests/<slug:contest_slug>/endorsements/to-verify", methods=["GET", "POST"])
@guard(Permission.VERIFY_ENDORSEMENT, contest_by_slug)
def to_verify(contest: Contest) -> Answer:
    """Tick what was checked against its evidence; what may not be verified yet says why."""
    actor, form = current_actor(), QueueForm()
    found = waiting(actor, contest)
    ticked = [one for one in found if str(one.id) in request.form.getlist("ticked")]
    if form.validate_on_submit() and not ticked:
        form.refuse(Refused(gettext("Tick at least one that you compared with its evidence.")))
    elif ticked and form.validate_on_submit():
        worked, count = attempt(
            form,
            lambda: services.verify_and_publish_many(
                actor, ticked, also_publish=bool(form.also_publish.data), versions={one.id: _version_sent(one) for one in ticked}
            ),
        )
        if worked:
            message = ngettext("%(num)s endorsement verified", "%(num)s endorsements verified", count or 0)
            return done(message, "endorsements.to_verify", contest_slug=contest.slug)
    moves = {
        one.id: next((move for move in offered(actor, one) if move.name in {"verify", "publish"}), None)
        for one in found
    }
    return page("endorsements/to_verify.html", contest, form, waiting=found, moves=moves, ticked={one.id for one in ticked})


def _version_sent(endorsement: Endorsement) -> int | None:
    """The version of the row that was compared, as the page gave it."""
    return request.form.get(f"version-{endorsement.id}", None, type=int)
