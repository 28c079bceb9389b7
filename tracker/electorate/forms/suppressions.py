"""Forms about who must not be written to."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.rules.electorate import Channel, SuppressionReason


class SuppressForm(TrackerForm):
    """An address or a person nothing more is sent to."""

    channel = WordField(_l("Nothing more by"), Channel, words_of(Channel))
    key = StringField(
        _l("E-mail address or membership number"), [Required(_l("Enter the e-mail address or the membership number."))],
        description=_l("For post: the membership number. Only a hash of it is kept."), render_kw={"autocomplete": "off"},
    )  # fmt: skip
    reason = WordField(_l("Reason"), SuppressionReason, words_of(SuppressionReason))
    source = StringField(_l("How you know"), [Required(_l("Say how you know: it is kept with it."))])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is there; post is stopped by membership number, for addresses are shared."""
        if not super().validate(extra_validators):
            return False
        if self.channel.data is Channel.POST and "@" in (self.key.data or ""):
            self.key.errors = [gettext("For post enter the membership number: other people may live at the address.")]
            return False
        return True
