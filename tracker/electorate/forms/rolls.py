"""Forms about rolls."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Optional

from tracker.kernel.forms import TrackerForm


class FreezeForm(TrackerForm):
    """Freezing the list."""

    note = StringField(_l("Note"), [Optional()], description=_l("For example: for the ballot papers. It is kept with the roll."))
