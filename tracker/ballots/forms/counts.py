"""Counts of papers, reasons for those not accounted for, and turnout."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField

from tracker.ballots.custody_words import CHANNELS, COUNTS
from tracker.kernel.forms import CountField, LocalMomentField, Required, TrackerForm, WordField
from tracker.rules.custody import CountKind
from tracker.rules.electorate import Channel

NUMBER = _l("Enter a whole number.")


class CountForm(TrackerForm):
    """How many papers of an edition were counted."""

    kind = WordField(_l("What was counted"), CountKind, COUNTS)
    quantity = CountField(_l("Papers"), [Required(NUMBER)])
    as_of = LocalMomentField(_l("Counted at"), [Required(_l("Enter the day and the hour."))], description=_l("London time."))
    counted_by = StringField(_l("Counted by"), [Required(_l("Say who counted."))])


class ReasonForm(TrackerForm):
    """Why papers are not accounted for."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])


class SignForm(TrackerForm):
    """A signature."""


class TurnoutForm(TrackerForm):
    """Papers returned by the end of a day."""

    counted_on = DateField(_l("Day"), [Required(_l("Enter a day."))])
    area_id = SelectField(_l("Where"), coerce=int)
    channel = WordField(_l("How they came back"), Channel, CHANNELS)
    returned = CountField(
        _l("Papers returned so far"), [Required(NUMBER)], description=_l("All papers by the end of this day, those of the days before too.")
    )
