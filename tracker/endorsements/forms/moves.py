"""Moving endorsements on."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import Optional

from tracker.endorsements.forms.fields import DayField
from tracker.kernel.forms import Required, TrackerForm


class PressForm(TrackerForm):
    """A button."""


class MoveForm(TrackerForm):
    """A move that needs no reason."""

    reason = StringField(_l("Remark"), [Optional()])


class ReasonForm(TrackerForm):
    """A move that needs one."""

    reason = StringField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])


class WithdrawForm(ReasonForm):
    """The endorser takes it back."""

    on = DayField(_l("On which day?"))


class QueueForm(TrackerForm):
    """The ticked ones of the queue. The ticks are read from the page, where each row has its own."""

    also_publish = BooleanField(_l("Publish them as well"))
