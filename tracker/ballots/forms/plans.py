"""Choosing how a ballot is run, and adopting it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, TextAreaField, TimeField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from tracker.ballots.planning import MOST_THINKING_DAYS
from tracker.ballots.words import INLAND_WORDS
from tracker.kernel.forms import LocalMomentField, TrackerForm, WordField
from tracker.rules.ballot_plan import BallotTerms
from tracker.rules.post import PostalService

MOST_PRINT_DAYS = 60


class TermsForm(TrackerForm):
    """The terms of a plan. They live in the address: nothing is saved."""

    class Meta(TrackerForm.Meta):
        csrf = False

    close = LocalMomentField(_l("Ballot closes (date and hour)"), [DataRequired(_l("Enter the day and the hour."))])
    outbound = WordField(_l("Papers go out by"), PostalService, INLAND_WORDS, only=list(INLAND_WORDS))
    returned_by = WordField(_l("Papers come back by"), PostalService, INLAND_WORDS, only=list(INLAND_WORDS))
    thinking_days = IntegerField(_l("Days to think"), [
        InputRequired(_l("Enter a number of days.")), NumberRange(0, MOST_THINKING_DAYS, message=_l("Enter a number from 0 to 365.")),
    ], description=_l("Full days voters shall have with the paper."))  # fmt: skip
    print_days = IntegerField(_l("Working days to print"), [
        InputRequired(_l("Enter a number of days.")), NumberRange(0, MOST_PRINT_DAYS, message=_l("Enter a number from 0 to 60.")),
    ], description=_l("0: the papers are ready."))  # fmt: skip
    cut_off = TimeField(_l("The mailing house’s cut-off"), [DataRequired(_l("Enter an hour such as 17:30."))])
    posted_on = DateField(
        _l("Last papers posted on"), [Optional()], description=_l("Only where that day is settled, whatever the plan says.")
    )

    def terms(self) -> BallotTerms:
        """What was chosen."""
        return BallotTerms(
            self.close.data, self.returned_by.data, self.outbound.data, self.thinking_days.data, self.print_days.data, self.cut_off.data,
        )  # fmt: skip


class AdoptForm(TrackerForm):
    """Adopting a plan; the reason is asked for where it does not work."""

    reason = TextAreaField(_l("Reason"), [Optional()])


def written(terms: BallotTerms, posted_on: Any = None) -> dict[str, str]:
    """`terms` as the address carries them."""
    return {
        "close": terms.close.isoformat(timespec="minutes"), "outbound": terms.outbound.value, "returned_by": terms.returned_by.value,
        "thinking_days": str(terms.thinking_days), "print_days": str(terms.print_days), "cut_off": terms.cut_off.isoformat("minutes"),
        **({"posted_on": posted_on.isoformat()} if posted_on else {}),
    }  # fmt: skip


def filled(terms: BallotTerms | None, posted_on: Any = None) -> dict[str, Any]:
    """`terms` as the fields of the form hold them."""
    if terms is None:
        return {"thinking_days": 7, "print_days": 1}
    return {
        "close": terms.close, "outbound": terms.outbound, "returned_by": terms.returned_by, "thinking_days": terms.thinking_days,
        "print_days": terms.print_days, "cut_off": terms.cut_off, "posted_on": posted_on,
    }  # fmt: skip
