"""The forms of the room."""

from tracker.electorate.forms.electors import DecideForm, ElectorForm, FilterForm, StandingForm
from tracker.electorate.forms.reasons import PressForm, ReasonForm
from tracker.electorate.forms.releases import AgreementForm
from tracker.electorate.forms.rolls import FreezeForm
from tracker.electorate.forms.suppressions import SuppressForm

__all__ = [
    "AgreementForm", "DecideForm", "ElectorForm", "FilterForm", "FreezeForm", "PressForm", "ReasonForm", "StandingForm", "SuppressForm",
]  # fmt: skip
