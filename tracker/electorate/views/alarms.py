"""Alarms over changed contact details: what changed, and clearing them."""

from typing import Any

from flask_babel import gettext, ngettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.electorate import services
from tracker.electorate.forms import ReasonForm
from tracker.electorate.models import ContactAlarm, ContactChange, Elector
from tracker.electorate.queries import alarms
from tracker.electorate.views.room import ROOM, address, blueprint, room_page
from tracker.extensions import db
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.forms import TrackerForm
from tracker.kernel.guards import guard
from tracker.kernel.imports import ImportRun
from tracker.kernel.paging import listing

ALARM = f"{ROOM}/alarms/<id:alarm_id>"
SORTS = {"name": (Elector.name_key, ContactChange.id), "when": (ContactChange.id,)}


@blueprint.get(ALARM)
@guard(Permission.READ_ELECTORATE, alarms.alarm_in)
def alarm(alarm: ContactAlarm) -> Answer:
    """What raised it, and whose details changed."""
    return _page("electorate/alarm.html", alarm, listing=listing(alarms.changed_people(alarm), SORTS, "name", scalars=False))


@blueprint.route(f"{ALARM}/clear", methods=["GET", "POST"])
@guard(Permission.EDIT_ELECTORATE, alarms.alarm_in)
def clear_alarm(alarm: ContactAlarm) -> Answer:
    """Let mailings reach these people again."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.clear_alarm(current_actor(), alarm, form.reason.data or ""))
        if worked:
            return done(_cleared(alarm.contest), address(alarm.contest))
    return _page("electorate/alarm_clear.html", alarm, form)


def _cleared(contest: Contest) -> str:
    if left := len(alarms.open_alarms(contest)):
        some: str = ngettext(
            "The alarm is cleared. %(num)s alarm is still open.", "The alarm is cleared. %(num)s alarms are still open.", left
        )
        return some
    said: str = gettext("The alarm is cleared: mailings reach these people again.")
    return said


def _page(template: str, alarm: ContactAlarm, form: TrackerForm | None = None, **context: Any) -> Answer:
    by = db.session.get(Account, alarm.by_id) if alarm.by_id else None
    run = db.session.get(ImportRun, alarm.import_run_id) if alarm.import_run_id else None
    cleared_by = db.session.get(Account, alarm.cleared_by_id) if alarm.cleared_by_id else None
    return room_page(
        template, alarm.contest, form, alarm=alarm, unit=alarms.unit_name(alarm), run=run, by=by.name if by else "",
        cleared_by=cleared_by.name if cleared_by else "", **context,
    )  # fmt: skip
