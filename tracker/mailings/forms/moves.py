"""Forms that move a mailing."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from tracker.kernel.forms import LocalMomentField, Required, TrackerForm


class MoveForm(TrackerForm):
    """A move that asks nothing."""


class ReasonForm(MoveForm):
    """A move that wants a reason."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])


class ScheduleForm(MoveForm):
    """When sending begins."""

    begin_at = LocalMomentField(_l("Sending begins"), [Required(_l("Say when sending begins."))])
