"""Forms that ask for a reason, or for nothing."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from tracker.kernel.forms import Required, TrackerForm


class PressForm(TrackerForm):
    """A button."""


class ReasonForm(TrackerForm):
    """Why something is done."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])
