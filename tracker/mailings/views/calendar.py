"""All mailings of a contest and the dates of its ballot, day by day; also as a file for a calendar."""

from itertools import groupby

from flask import make_response
from werkzeug.wrappers import Response

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, page
from tracker.kernel.clock import today
from tracker.kernel.guards import guard
from tracker.mailings.calendars import as_icalendar, entries
from tracker.mailings.queries.find import readable
from tracker.mailings.views.room import LIST, blueprint


@blueprint.get(f"{LIST}/calendar")
@guard(Permission.READ_MAILINGS, contest_by_slug)
def calendar(contest: Contest) -> Answer:
    """Every day on which something happens."""
    days = [(on, list(same)) for on, same in groupby(entries(contest, readable(current_actor(), contest)), key=lambda one: one.on)]
    return page("mailings/calendar.html", contest=contest, tab="mailings", days=days, today=today())


@blueprint.get(f"{LIST}/calendar.ics")
@guard(Permission.READ_MAILINGS, contest_by_slug)
def calendar_file(contest: Contest) -> Response:
    """The same as iCalendar, in the page's language."""
    answer = make_response(as_icalendar(contest, entries(contest, readable(current_actor(), contest))))
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = f'inline; filename="{contest.slug}-mailings.ics"'
    return answer
