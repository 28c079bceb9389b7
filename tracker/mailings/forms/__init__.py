"""Forms of the mailings room."""

from tracker.mailings import words  # noqa: F401 - declared before the forms that offer them
from tracker.mailings.forms.allowances import AllowanceForm, UseForm
from tracker.mailings.forms.audience import AudienceForm
from tracker.mailings.forms.details import DetailsForm
from tracker.mailings.forms.letters import ConfirmForm, ReturnedForm
from tracker.mailings.forms.moves import MoveForm, ReasonForm, ScheduleForm
from tracker.mailings.forms.writing import WritingForm

__all__ = [
    "AllowanceForm", "AudienceForm", "ConfirmForm", "DetailsForm", "MoveForm", "ReasonForm", "ReturnedForm", "ScheduleForm", "UseForm",
    "WritingForm",
]  # fmt: skip
