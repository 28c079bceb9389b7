"""Forms about what each candidate may send."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from tracker.contests.models import Candidacy, Contest
from tracker.kernel.forms import CountField, Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.mailings.services.allowances import LABELS, Use
from tracker.rules.contests import STANDING
from tracker.rules.mailings import AllowanceKind

IN_WHAT = _l("Mailings or lists; money in pence.")


class AllowanceForm(TrackerForm):
    """How much of one kind, the same for every candidate."""

    amount = CountField(LABELS["amount"], [Required(_l("Enter how much."))], description=IN_WHAT)
    is_hard = BooleanField(_l("More is refused (otherwise a warning is shown)"), default=True)
    rule = TextAreaField(LABELS["rule"], [Required(_l("Say which rule lays it down."))])
    source = StringField(LABELS["source"], [Optional()])


class UseForm(TrackerForm):
    """What was sent for a candidate elsewhere."""

    candidacy_id = SelectField(_l("For which candidate?"), [DataRequired(_l("Choose a candidate."))], coerce=int)
    kind = WordField(LABELS["kind"], AllowanceKind, words_of(AllowanceKind))
    amount = CountField(LABELS["amount"], [Required(_l("Enter how much."))], description=IN_WHAT)
    used_on = DateField(LABELS["used_on"], [DataRequired(_l("Enter the day."))])
    supplied_by = StringField(LABELS["supplied_by"], [Optional()])
    note = StringField(LABELS["note"], [Required(_l("Say what it was."))])
    counts = BooleanField(LABELS["counts"], default=True)
    rule = TextAreaField(_l("Rule that says so"), [Optional()], description=_l("Needed where it does not count."))

    def offer(self, contest: Contest) -> None:
        """Give the candidates to choose from."""
        standing = [one for one in contest.candidacies if one.state in STANDING]
        self.candidacy_id.choices = [(0, gettext("Nobody chosen")), *((one.id, one.name) for one in standing)]

    def chosen(self, contest: Contest) -> Candidacy:
        """The candidate chosen."""
        return next(one for one in contest.candidacies if one.id == self.candidacy_id.data)

    def use(self) -> Use:
        """What was filled in."""
        return Use(
            kind=self.kind.data, amount=self.amount.data, used_on=self.used_on.data, supplied_by=self.supplied_by.data or "",
            counts=self.counts.data, rule=self.rule.data or "", note=self.note.data or "",
        )  # fmt: skip
