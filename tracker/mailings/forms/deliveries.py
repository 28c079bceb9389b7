"""Forms about recipients: which to show, what to decide where the outcome is unknown, whether anything is sent at all."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import Optional

from tracker.kernel.exports import ExportFormat
from tracker.kernel.forms import ChecksField, Required, TrackerForm, WordField, choices
from tracker.kernel.words import words_of
from tracker.mailings.queries.deliveries import Asked
from tracker.rules.mailings import DeliveryState, Resolution, SkipReason

ANY = _l("Any")
WHY = _l("Give a reason: it is kept in the history.")


class RecipientsFilter(TrackerForm):
    """What of the list is wanted. It lives in the address."""

    class Meta(TrackerForm.Meta):
        csrf = False

    text = StringField(_l("Name, e-mail, number or reference"), [Optional()])
    state = WordField(_l("State"), DeliveryState, words_of(DeliveryState), blank=ANY, validators=[Optional()])
    reason = WordField(_l("Reason"), SkipReason, words_of(SkipReason), blank=ANY, validators=[Optional()])

    def asked(self) -> Asked:
        """What was asked for; what cannot be read is left aside."""
        self.validate()
        text = "" if self.text.errors else self.text.data or ""
        return Asked(
            state=None if self.state.errors else self.state.data, reason=None if self.reason.errors else self.reason.data, text=text
        )


class DecisionForm(TrackerForm):
    """What becomes of recipients whose outcome nobody knows."""

    which = ChecksField(_l("Recipients"), validate_choice=False)
    all_of_them = BooleanField(_l("All whose outcome is unknown"))
    resolution = RadioField(_l("What is to become of them?"), choices=[], coerce=lambda value: Resolution(value) if value else None)
    reason = StringField(_l("How do you know?"), [Required(WHY)])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.resolution.choices = choices((member.value, text) for member, text in words_of(Resolution).items())

    def offer(self, pairs: list[tuple[str, str]]) -> None:
        """Offer these recipients, by number and name."""
        self.which.choices = choices(pairs)


class AgainForm(TrackerForm):
    """Trying those the server refused once more."""

    reason = StringField(_l("What has changed?"), [Required(WHY)])


class SwitchForm(TrackerForm):
    """Turning sending on or off."""

    reason = StringField(_l("Reason"), [Required(WHY)])


class RecipientsExportForm(TrackerForm):
    """Taking the list of recipients away."""

    format = WordField(_l("File"), ExportFormat, {ExportFormat.CSV: "CSV", ExportFormat.XLSX: "XLSX"})
    reason = StringField(_l("What do you need it for?"), [Required(_l("Give a reason: it is kept in the history and in the file."))])
