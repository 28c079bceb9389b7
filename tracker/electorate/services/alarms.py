"""Clearing an alarm: somebody who did not make the changes has looked at them."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.electorate import alarms
from tracker.electorate.models import ContactAlarm
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused

history.sentences(**{"electorate.alarm_cleared": _l("Alarm cleared: %(subject)s")})


def clear_alarm(actor: Actor, alarm: ContactAlarm, reason: str) -> None:
    """Let mailings reach the people again. Not by whoever made the changes. Raises Refused."""
    require(actor, Permission.EDIT_ELECTORATE, alarm)
    if not alarm.is_open:
        raise Refused(gettext("This alarm has been cleared already."))
    if alarm.by_id is not None and alarm.by_id == actor.account_id:
        raise Refused(gettext("You made these changes: somebody else has to look at them and clear the alarm."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = history.changes(alarm, {"cleared_at": now(), "cleared_by_id": actor.account_id, "reason": reason})
    history.record(
        actor, "electorate.alarm_cleared", alarm, reason=reason, contest_id=alarm.contest_id,
        difference={"cleared_at": difference["cleared_at"]},
    )  # fmt: skip
    alarms.release(alarm)
