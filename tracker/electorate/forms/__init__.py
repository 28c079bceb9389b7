"""The forms of the room."""

from tracker.electorate.forms.electors import DecideForm, ElectorForm, FilterForm, StandingForm
from tracker.electorate.forms.reasons import PressForm, ReasonForm

__all__ = ["DecideForm", "ElectorForm", "FilterForm", "PressForm", "ReasonForm", "StandingForm"]
