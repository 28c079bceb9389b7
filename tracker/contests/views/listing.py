"""The list of contests."""

from flask import request
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.forms import ContestFilter
from tracker.contests.queries.listing import SORTS, areas_with_contests, listed_contests
from tracker.contests.views.room import Answer, blueprint, page
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.kernel.i18n import in_language
from tracker.kernel.paging import listing


@blueprint.route("/contests")
@guard(Permission.SIGNED_IN)
def index() -> Answer:
    """The contests the person may read."""
    actor = current_actor()
    form = _filter()
    valid = form.validate()
    chosen = {"text": form.q.data or "", "state": form.state.data, "area_gss": form.area.data or ""} if valid else {}
    found = listing(listed_contests(actor, **chosen), SORTS, "-closes")
    return page("contests/index.html", filter=form, listing=found, filtered=any(chosen.values()))


def _filter() -> ContestFilter:
    form = ContestFilter(request.args)
    form.area.choices = choices([("", gettext("All")), *_area_choices()])
    return form


def _area_choices() -> list[tuple[str, str]]:
    return [(area.gss, in_language(area.name_en, area.name_cy)) for area in areas_with_contests(current_actor())]
