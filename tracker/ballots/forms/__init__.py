"""Forms of the ballots room."""

from tracker.ballots.forms.papers import (
    DrawForm,
    EditionForm,
    IssueForm,
    NumbersForm,
    PaperMoveForm,
    PaperReasonForm,
)
from tracker.ballots.forms.plans import AdoptForm, TermsForm

__all__ = ["AdoptForm", "DrawForm", "EditionForm", "IssueForm", "NumbersForm", "PaperMoveForm", "PaperReasonForm", "TermsForm"]
