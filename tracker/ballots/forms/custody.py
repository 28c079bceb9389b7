"""Batches of papers, and steps of their custody."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from tracker.ballots.custody_words import PROVENANCES, PURPOSES
from tracker.ballots.models import CustodyStep
from tracker.ballots.services import StepDetails
from tracker.kernel.forms import CountField, LocalMomentField, Required, TrackerForm, WordField
from tracker.rules.custody import BatchPurpose, Provenance, StepKind

NUMBER = _l("Enter a whole number.")
FIELDS = ("from_whom", "to_whom", "initials_1", "initials_2", "place", "seal_number", "said_by", "note")


class BatchForm(TrackerForm):
    """Which papers travel together."""

    edition_id = SelectField(_l("Edition"), coerce=int)
    purpose = WordField(_l("Printed for"), BatchPurpose, PURPOSES)
    serial_first = CountField(_l("First number"), [Required(NUMBER)])
    serial_last = CountField(_l("Last number"), [Required(NUMBER)])
    quantity = CountField(_l("Papers"), [Optional()], description=_l("Only where there are fewer papers than numbers."))


class StepForm(TrackerForm):
    """One step, with what is asked of it."""

    at = LocalMomentField(_l("Day and hour"), [Required(_l("Enter the day and the hour."))], description=_l("London time."))
    quantity = CountField(_l("Papers"), [Required(NUMBER)])
    from_whom = StringField(_l("From"), [Optional()])
    to_whom = StringField(_l("To"), [Optional()])
    initials_1 = StringField(_l("Initials of who handed over"), [Optional()])
    initials_2 = StringField(_l("Initials of who received"), [Optional()])
    place = StringField(_l("Place"), [Optional()])
    seal_number = StringField(_l("Number of the seal"), [Optional()])
    provenance = WordField(_l("How this is known"), Provenance, PROVENANCES)
    said_by = StringField(_l("Who said so"), [Optional()], description=_l("Needed where a third party confirmed it."))
    note = TextAreaField(_l("Note"), [Optional()], description=_l("Say why where there are fewer papers than before."))

    def details(self, kind: StepKind) -> StepDetails:
        """What was said."""
        given: dict[str, Any] = {name: self[name].data or "" for name in FIELDS}
        return StepDetails(kind=kind, at=self.at.instant, quantity=self.quantity.data, provenance=self.provenance.data, **given)  # type: ignore[arg-type]  # both are required


def filled_from(step: CustodyStep) -> dict[str, Any]:
    """A step as the fields of the form hold it."""
    return {name: getattr(step, name) for name in ("at", "quantity", "provenance", *FIELDS)}
