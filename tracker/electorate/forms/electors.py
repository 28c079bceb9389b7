"""Forms about one person on the list, and the filters of the list."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, EmailField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate.forms.reasons import ReasonForm
from tracker.electorate.imports.addresses import address_of
from tracker.electorate.queries.electors import NO_COUNCIL, Filters
from tracker.electorate.words import LABELS
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.imports.fields import CellProblem
from tracker.kernel.imports.fields import email as email_of
from tracker.kernel.words import words_of
from tracker.rules.electorate import ElectorStanding, Eligibility, LetterFormat, LetterLanguage, VoterClass

ADDRESS = tuple(f"address_{number}" for number in range(1, 7))
YES, NO = "yes", "no"
WHICH = {
    "": _l("On the list"), "left": _l("Left the list"), "held": _l("Kept from mailings by an alarm"),
    "by_hand": _l("Decided by hand"), "no_address": _l("Neither address nor e-mail"), "no_date": _l("A date is missing"),
}  # fmt: skip


def _address(_form: Any, field: Any) -> None:
    try:
        email_of(field.data)
    except CellProblem as problem:
        raise ValidationError(str(problem.message)) from problem


def _answer(value: Any) -> bool | None:
    """Yes, no, or nothing. Raises ValueError for anything else."""
    known = {YES: True, NO: False, "": None}
    if isinstance(value, bool) or value is None:
        return value
    if value not in known:
        raise ValueError(value)
    return known[value]


class CouncilField(SelectField):
    """A council area, those of the contest's area first; `.data` is its number, or None."""

    def __init__(self, label: Any, blank: Any, **kwargs: Any) -> None:
        self.blank = blank
        super().__init__(label, coerce=lambda value: int(value) if str(value or "").isdigit() else None, **kwargs)

    def offer(self, councils: Sequence[Area], contest: Contest, *extra: SelectChoice) -> None:
        """Set the choices."""
        inside, outside = gettext("In this contest’s area"), gettext("Elsewhere")
        groups = ((area, inside if area.parent_id == contest.area_id else outside) for area in councils)
        choices = [SelectChoice(str(area.id), area.name, optgroup=group) for area, group in groups]
        self.choices = [SelectChoice("", self.blank), *extra, *choices]

    def pre_validate(self, form: Any) -> None:
        if ("" if self.data is None else str(self.data)) not in {choice.value for choice in self.choices}:
            raise ValidationError(gettext("Not a valid choice."))


class ElectorForm(TrackerForm):
    """What is known of a person."""

    title = StringField(LABELS["title"], [Optional()])
    first_name = StringField(LABELS["first_name"], [Optional()], render_kw={"autocomplete": "off"})
    last_name = StringField(LABELS["last_name"], [Required(_l("Enter the last name."))], render_kw={"autocomplete": "off"})
    address_1 = StringField(LABELS["address_1"], [Optional()])
    address_2 = StringField(LABELS["address_2"], [Optional()])
    address_3 = StringField(LABELS["address_3"], [Optional()])
    address_4 = StringField(LABELS["address_4"], [Optional()])
    address_5 = StringField(LABELS["address_5"], [Optional()])
    address_6 = StringField(LABELS["address_6"], [Optional()])
    postcode = StringField(LABELS["postcode"], [Optional()])
    email = EmailField(LABELS["email"], [Optional(), _address], render_kw={"autocomplete": "off"})
    phone = StringField(LABELS["phone"], [Optional()])
    language = WordField(LABELS["language"], LetterLanguage, words_of(LetterLanguage))
    format = WordField(LABELS["format"], LetterFormat, words_of(LetterFormat))
    voter_class = WordField(LABELS["voter_class"], VoterClass, words_of(VoterClass))
    joined_on = DateField(LABELS["joined_on"], [Optional()])
    paid_up_to = DateField(LABELS["paid_up_to"], [Optional()])
    branch = StringField(LABELS["branch"], [Optional()])
    council_id = CouncilField(LABELS["council"], _l("Not known"))
    email_consent = SelectField(LABELS["email_consent"], choices=[], coerce=_answer)
    post_objection = SelectField(LABELS["post_objection"], choices=[], coerce=_answer)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email_consent.choices = [("", gettext("Not asked")), (YES, gettext("Yes")), (NO, gettext("No"))]
        self.post_objection.choices = [(NO, gettext("No")), (YES, gettext("Yes"))]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything may be kept; the address is put into its normal form."""
        if not super().validate(extra_validators):
            return False
        found = address_of(tuple((self[name].data or "") for name in ADDRESS), self.postcode.data or "")
        if isinstance(found, tuple):
            lines, postcode = found
            for name, line in zip(ADDRESS, lines, strict=True):
                self[name].data = line
            self.postcode.data = postcode
            return True
        for error in found:
            self[error.field].errors = [*self[error.field].errors, str(error.message)]
        return False

    def details(self) -> dict[str, Any]:
        """What was entered, as the services take it."""
        names = [field.name for field in self if field.name not in {"once", "version", "csrf_token"}]
        return {name: "" if self[name].data is None and isinstance(self[name], StringField) else self[name].data for name in names}


class StandingForm(ReasonForm):
    """What is known of a person that bears on the vote."""

    standing = WordField(LABELS["standing"], ElectorStanding, words_of(ElectorStanding))


class DecideForm(ReasonForm):
    """Whether a person may vote, decided by hand; or as the rule says."""

    eligibility = WordField(LABELS["eligibility"], Eligibility, words_of(Eligibility), blank=_l("As the rule says"))


class FilterForm(TrackerForm):
    """What of the list is wanted. It is sent in the address, and an answer that makes no sense counts as none."""

    class Meta(TrackerForm.Meta):
        csrf = False

    text = StringField(_l("Name, number or e-mail"))
    eligibility = WordField(LABELS["eligibility"], Eligibility, words_of(Eligibility), blank=_l("Any"))
    voter_class = WordField(LABELS["voter_class"], VoterClass, words_of(VoterClass), blank=_l("Any"))
    council = CouncilField(LABELS["council"], _l("Any"))
    branch = StringField(LABELS["branch"])
    which = SelectField(_l("Show"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.which.choices = [SelectChoice(value, label) for value, label in WHICH.items()]

    def filters(self) -> Filters:
        """The filters as asked for, without those that make no sense."""
        self.validate()
        good = {field.name: field.data for field in self if not field.errors}
        return Filters(
            text=good.get("text") or "", eligibility=good.get("eligibility"), voter_class=good.get("voter_class"),
            council_id=good.get("council"), branch=good.get("branch") or "", which=good.get("which") or "",
        )  # fmt: skip


def no_council() -> SelectChoice:
    """The choice of those whose council is not known."""
    return SelectChoice(str(NO_COUNCIL), gettext("Not known"))
