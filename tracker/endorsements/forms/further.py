"""Nominations, designations and joint decisions."""

from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Optional, ValidationError

from tracker.directory.events import RecordKind
from tracker.directory.picking import PickField
from tracker.endorsements.forms.fields import CandidateRadios, DayField, WordRadios
from tracker.endorsements.forms.log import OF_BODIES
from tracker.endorsements.models import DesignationOutcome
from tracker.kernel.forms import CountField, Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.rules.contests import Designation
from tracker.rules.decisions import DecisionMethod, DecisionOutcome
from tracker.rules.thresholds import (
    AFFILIATES,
    CONSTITUENCY_PARTIES,
    UNIONS,
    Alternative,
    Measure,
    Requirement,
    Threshold,
)

WHICH_BODY = _l("Type which body.")
WHO = _l("Choose a candidate.")
WHEN = _l("Enter the day.")
ALL_OF_IT = 100


class NominationForm(TrackerForm):
    """One body's nomination."""

    endorser = PickField(_l("Which body?"), [Required(WHICH_BODY)], kinds=[RecordKind.BODY])
    candidacy = CandidateRadios(_l("Whom do they nominate?"), [Required(WHO)])
    nominated_on = DayField(_l("On which day?"))
    affiliated_members = CountField(_l("Affiliated members"))
    source = StringField(_l("Source"), [Optional()])


class ThresholdForm(TrackerForm):
    """What a candidate needs: so many constituency parties, or so many affiliates with what they must be."""

    parties = CountField(_l("Constituency parties"))
    affiliates = CountField(_l("Affiliates"))
    unions = CountField(_l("Of these, unions"))
    percent = CountField(_l("Their share of the affiliated membership, in percent"))
    affiliated_total = CountField(_l("Affiliated membership in all"))
    source = StringField(_l("Source"), [Optional()])

    def validate_unions(self, field: CountField) -> None:
        """Unions are among the affiliates."""
        if field.data and self.affiliates.data and field.data > self.affiliates.data:
            raise ValidationError(gettext("No more unions can be asked for than affiliates. Raise the affiliates, or lower this."))

    def validate_percent(self, field: CountField) -> None:
        """A share is at most all, and of something that is known."""
        if field.data and field.data > ALL_OF_IT:
            raise ValidationError(gettext("A share is at most 100 percent."))
        if field.data and not self.affiliated_total.data:
            raise ValidationError(gettext("Enter the affiliated membership in all too: the share is counted of it."))

    def threshold(self) -> Threshold:
        """The threshold that was filled in."""
        either = []
        if self.parties.data:
            either.append(
                Alternative("constituency_parties", (_least(CONSTITUENCY_PARTIES, self.parties.data),))
            )
        affiliates = [
            *([_least(AFFILIATES, self.affiliates.data)] if self.affiliates.data else []),
            *([_least(UNIONS, self.unions.data)] if self.unions.data else []),
            *(
                [_least(AFFILIATES, self.percent.data, Measure.MEMBERSHIP_PERCENT)]
                if self.percent.data
                else []
            ),
        ]
        if affiliates:
            either.append(Alternative("affiliates", tuple(affiliates)))
        return Threshold(tuple(either))


def _least(
    kinds: frozenset[object] | frozenset[str], least: int, measure: Measure = Measure.NOMINATIONS
) -> Requirement:
    return Requirement(frozenset(str(kind) for kind in kinds), Decimal(least), measure)


class DesignationForm(TrackerForm):
    """What a body decided about a description."""

    candidacy = CandidateRadios(_l("Which candidate?"), [Required(WHO)])
    endorser = PickField(_l("Which body decided?"), [Required(WHICH_BODY)], kinds=[RecordKind.BODY])
    designation = WordField(
        _l("Description"), Designation, words_of(Designation), default=Designation.LABOUR_AND_COOPERATIVE
    )
    outcome = WordRadios(
        _l("What was decided?"),
        DesignationOutcome,
        only=list(DesignationOutcome),
        validators=[DataRequired(_l("Choose what was decided."))],
    )
    decided_on = DayField(_l("On which day?"), [DataRequired(WHEN)])
    source = StringField(_l("Source"), [Optional()])


class JointForm(TrackerForm):
    """A decision several bodies owe together."""

    title = StringField(_l("Title"), [Required(_l("Enter a title."))])
    decide_by = DayField(_l("Decide by"), [DataRequired(WHEN)])
    bodies = TextAreaField(_l("Bodies, one on each line"), [Required(_l("Name at least two bodies."))])
    note = TextAreaField(_l("Note"), [Optional()])


class ConcludeForm(TrackerForm):
    """The one outcome."""

    candidacy = CandidateRadios(
        _l("Whom do they endorse?"), [Required(_l("Choose a candidate, or “No endorsement”."))]
    )
    method = WordRadios(
        _l("How was it decided?"), DecisionMethod, only=OF_BODIES, default=DecisionMethod.EXECUTIVE
    )
    outcome = WordField(
        _l("Outcome"),
        DecisionOutcome,
        words_of(DecisionOutcome),
        blank=_l("Carried, or no endorsement"),
        validators=[Optional()],
    )
    decided_on = DayField(_l("On which day?"), [DataRequired(WHEN)])
    quotation = TextAreaField(
        _l("Quoted statement"), [Required(_l("Quote how the outcome was told: it is the evidence."))]
    )
