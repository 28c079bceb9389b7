"""The timetable of a contest."""

from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.views.room import Answer, blueprint, contest_page
from tracker.kernel.guards import guard


@blueprint.route("/contests/<slug:contest_slug>/timetable")
@guard(Permission.READ_CONTEST, contest_by_slug)
def timetable(contest: Contest) -> Answer:
    """When everything happens."""
    return contest_page("timetable", contest, tab="timetable")
