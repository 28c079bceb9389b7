"""The list of a contest's endorsements."""

from typing import Any

from flask import request, url_for

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.endorsements.forms import FilterForm
from tracker.endorsements.queries import SORTS, counts, designations_of, listed
from tracker.endorsements.views.room import blueprint, page
from tracker.kernel.answers import Answer
from tracker.kernel.clock import now
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing


@blueprint.route("/contests/<slug:contest_slug>/endorsements")
@guard(Permission.READ_CONTEST, contest_by_slug)
def index(contest: Contest) -> Answer:
    """What the person may read, by the filters in the address, now or as of an earlier day."""
    actor = current_actor()
    form = FilterForm(request.args)
    form.offer(contest)
    filters = form.filters(contest)
    asked: dict[str, Any] = {name: given for name in form.data if (given := request.args.get(name))}
    return page(
        "endorsements/index.html", contest, filter=form, filters=filters, instant=filters.instant or now(),
        counts=counts(actor, contest, filters),
        listing=listing(listed(actor, contest, filters), SORTS, "-recorded"), designations=designations_of(contest), now=now(),
        export_url=url_for("endorsements.export", contest_slug=contest.slug, **asked),
    )  # fmt: skip
