"""Removing figures that were never declared."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from tracker.kernel.forms import Required, TrackerForm


class DiscardForm(TrackerForm):
    """Why the figures go."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])
