"""Forms about letters on paper: what the mailing house says, and what came back."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, FileField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from tracker.kernel.forms import CountField, Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.mailings.services.returned import REASONS
from tracker.rules.electorate import SuppressionReason
from tracker.rules.mailings import HouseAct


class ConfirmForm(TrackerForm):
    """What the mailing house says it did."""

    act = WordField(_l("What did it do?"), HouseAct, words_of(HouseAct))
    done_on = DateField(_l("On which day?"), [DataRequired(_l("Enter the day."))])
    quantity = CountField(_l("How many letters?"), [Required(_l("Enter how many letters."))])
    said_by = StringField(_l("Who said so?"), [Required(_l("Enter who at the mailing house said so."))])
    note = TextAreaField(_l("Note"), [Optional()])


class ReturnedForm(TrackerForm):
    """Letters that came back."""

    reason = WordField(_l("Why did they come back?"), SuppressionReason, words_of(SuppressionReason), only=REASONS)
    references = TextAreaField(
        _l("References"), [Optional()], description=_l("As printed on the letters, one on a line. Or send a file with that column.")
    )
    file = FileField(_l("File"), description=_l("CSV, TSV, XLSX or ODS."))
