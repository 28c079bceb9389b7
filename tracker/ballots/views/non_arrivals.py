"""Papers that have not come: reports, districts, alarms, delivery offices."""

from flask import url_for
from flask_babel import gettext

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.ballots import services
from tracker.ballots.forms.non_arrivals import ClearForm, OfficesForm, ReportForm
from tracker.ballots.models import NonArrival, NonArrivalAlarm
from tracker.ballots.queries import non_arrivals as queries
from tracker.ballots.views.room import BALLOT, blueprint
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard

NOT_COME = f"{BALLOT}/not-come"


@blueprint.get(NOT_COME)
@guard(Permission.READ_BALLOT, contest_by_slug)
def not_come(contest: Contest) -> Answer:
    """The districts papers have not come to, the alarms, and whom to ring."""
    return page(
        "ballots/not_come.html", contest=contest, tab="ballot", ballot_page="not_come", lines=queries.district_lines(contest),
        alarms=queries.alarms_of(contest), offices=queries.offices_of(contest),
    )  # fmt: skip


@blueprint.route(f"{NOT_COME}/report", methods=["GET", "POST"])
@guard(Permission.ANSWER_DESK, contest_by_slug)
def report_not_come(contest: Contest) -> Answer:
    """Record a report."""
    form = ReportForm()
    if form.validate_on_submit():
        worked, _report = attempt(form, lambda: _reported(contest, form))
        if worked:
            return done(gettext("The report is recorded."), _after_a_report(contest))
    return page("ballots/report_not_come.html", form, contest=contest, tab="ballot", ballot_page="report_not_come")


@blueprint.route(f"{NOT_COME}/alarms/<id:alarm_id>/clear", methods=["GET", "POST"])
@guard(Permission.KEEP_CUSTODY, queries.alarm_in)
def clear_not_come(alarm: NonArrivalAlarm) -> Answer:
    """Clear an alarm, with what was found out."""
    form, contest = ClearForm(), alarm.contest
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.clear_non_arrival_alarm(current_actor(), alarm, form.reason.data or ""))
        if worked:
            return done(gettext("The alarm is cleared."), url_for("ballots.not_come", contest_slug=contest.slug))
    office = next((one for one in queries.offices_of(contest) if one.outward == alarm.outward), None)
    return page("ballots/clear_not_come.html", form, contest=contest, tab="ballot", ballot_page="not_come", alarm=alarm, office=office)


@blueprint.route(f"{NOT_COME}/offices", methods=["GET", "POST"])
@guard(Permission.EDIT_PAPERS, contest_by_slug)
def delivery_offices(contest: Contest) -> Answer:
    """Type in or paste the delivery offices."""
    form = OfficesForm()
    if form.validate_on_submit():
        worked, _count = attempt(form, lambda: services.enter_offices(current_actor(), contest, form.typed()))
        if worked:
            return done(gettext("The delivery offices are entered."), url_for("ballots.not_come", contest_slug=contest.slug))
    return page("ballots/offices.html", form, contest=contest, tab="ballot", ballot_page="not_come")


def _reported(contest: Contest, form: ReportForm) -> NonArrival:
    """Record the report of the paper of whoever has the number. Raises Refused where nobody with it has one."""
    paper = queries.live_paper(contest, (form.membership_number.data or "").strip())
    if paper is None:
        raise Refused(gettext("Nobody with this number has a paper of this ballot. Check the number."), "membership_number")
    return services.report_non_arrival(current_actor(), paper)


def _after_a_report(contest: Contest) -> str:
    """Where the clerk goes next: the next report, or the districts for who may read them."""
    may_read = can(current_actor(), Permission.READ_BALLOT, contest)
    return url_for("ballots.not_come" if may_read else "ballots.report_not_come", contest_slug=contest.slug)
