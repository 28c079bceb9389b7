"""Forms of the ballots room."""

from tracker.ballots.forms.plans import AdoptForm, TermsForm

__all__ = ["AdoptForm", "TermsForm"]
