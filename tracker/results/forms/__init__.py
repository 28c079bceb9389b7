"""Forms of the results room."""

from tracker.results.forms.checking import CheckForm
from tracker.results.forms.declaring import ConfirmForm, DeclareForm, WithoutBallotForm
from tracker.results.forms.discarding import DiscardForm
from tracker.results.forms.rounds import MOST_ROUNDS, ReportForm, report_form

__all__ = ["MOST_ROUNDS", "CheckForm", "ConfirmForm", "DeclareForm", "DiscardForm", "ReportForm", "WithoutBallotForm", "report_form"]
