"""The timetable as a calendar: to download when signed in, or to subscribe to by a signed address."""

from flask import make_response
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.calendars import calendar_of, subscribed
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.contests.queries.timetable import may_see_timetable
from tracker.contests.views.room import blueprint
from tracker.kernel.guards import guard, public
from tracker.kernel.i18n import current_locale


@blueprint.route("/contests/<slug:contest_slug>/timetable.ics")
@guard(Permission.READ_CONTEST, contest_by_slug)
def timetable_file(contest: Contest) -> Response:
    """The calendar, to download, in the page's language."""
    if not may_see_timetable(current_actor(), contest):
        raise NotFound
    return _calendar(contest, current_locale())


@blueprint.route("/calendars/<token>.ics")
@public("a calendar cannot sign in: the signed address is the key, and opens only what is public")
def subscription(token: str) -> Response:
    """The calendar, for whoever holds its address."""
    contest, language = subscribed(token)
    return _calendar(contest, language)


def _calendar(contest: Contest, language: str) -> Response:
    answer = make_response(calendar_of(contest, language))
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = f'inline; filename="{contest.slug}.ics"'
    return answer
