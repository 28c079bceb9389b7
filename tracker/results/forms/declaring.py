"""Declaring a result, confirming it, and ending a contest without a ballot."""

from datetime import time

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, StringField, TextAreaField, TimeField
from wtforms.validators import Optional

from tracker.kernel.forms import ChecksField, Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.results.services import Declaration
from tracker.rules.contests import ContestOutcome


class ConfirmForm(TrackerForm):
    """Who declares, and when."""

    declared_by = StringField(_l("Declared by"), [Required(_l("Say who declares the result."))], description=_l("Name and office."))
    declared_on = DateField(_l("Declared on"), [Required(_l("Enter the day."))])
    declared_hour = TimeField(_l("At the hour"), [Optional()], description=_l("London time; left empty where only the day is known."))

    def declaration(self, *, is_final: bool = True) -> Declaration:
        """What was said."""
        hour = self.declared_hour.data
        said = hour.isoformat("minutes") if isinstance(hour, time) else None
        return Declaration(by=self.declared_by.data or "", on=self.declared_on.data, hour=said, is_final=is_final)


class DeclareForm(ConfirmForm):
    """Declaring the figures entered."""

    is_provisional = BooleanField(_l("Provisional: it is to be confirmed later"))
    reason = TextAreaField(
        _l("Reason"), [Optional()], description=_l("Needed where the figures contradict themselves. Kept in the history.")
    )


class WithoutBallotForm(ConfirmForm):
    """How a contest ended without a ballot. The view says which ways there are, and who stands."""

    kind = WordField(_l("How it ended"), ContestOutcome, words_of(ContestOutcome))
    chosen = ChecksField(
        _l("Chosen"), [Optional()], coerce=int,
        description=_l("Unopposed, everybody still standing is selected; with no selection, nobody is."),
    )
    source = TextAreaField(_l("Source"), [Required(_l("Say where this was decided or reported."))])
    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])
