"""The forms of the room."""

from tracker.endorsements.forms.further import (
    ConcludeForm,
    DesignationForm,
    JointForm,
    NominationForm,
    ThresholdForm,
)
from tracker.endorsements.forms.listing import ExportForm, FilterForm
from tracker.endorsements.forms.log import CorrectForm, EditForm, EvidenceForm, LogForm
from tracker.endorsements.forms.moves import MoveForm, PressForm, QueueForm, ReasonForm, WithdrawForm
from tracker.endorsements.forms.paste import PasteForm, review_form

__all__ = [
    "ConcludeForm",
    "CorrectForm",
    "DesignationForm",
    "EditForm",
    "EvidenceForm",
    "ExportForm",
    "FilterForm",
    "JointForm",
    "LogForm",
    "MoveForm",
    "NominationForm",
    "PasteForm",
    "PressForm",
    "QueueForm",
    "ReasonForm",
    "ThresholdForm",
    "WithdrawForm",
    "review_form",
]
