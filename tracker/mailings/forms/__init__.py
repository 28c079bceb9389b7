"""Forms of the mailings room."""

from tracker.mailings.forms.audience import AudienceForm
from tracker.mailings.forms.details import DetailsForm
from tracker.mailings.forms.moves import MoveForm, ReasonForm, ScheduleForm
from tracker.mailings.forms.writing import WritingForm

__all__ = ["AudienceForm", "DetailsForm", "MoveForm", "ReasonForm", "ScheduleForm", "WritingForm"]
