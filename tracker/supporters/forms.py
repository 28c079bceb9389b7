"""The forms of the room."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.kernel.exports import ExportFormat
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.imports.fields import CellProblem
from tracker.kernel.imports.fields import email as email_of
from tracker.kernel.words import declare, words_of
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.queries.filters import NO_COUNCIL, Filters
from tracker.supporters.services import LABELS

EARLIEST, LATEST = 1900, 2100
STANDARD_WORDING = _l("I support this candidate, and I agree to be named in public as a supporter.")

declare({ExportFormat.CSV: _l("CSV (any program)"), ExportFormat.XLSX: _l("XLSX (Excel and other spreadsheets)")})


def _sensible_year(_form: Any, field: Any) -> None:
    if field.data is not None and not EARLIEST <= field.data.year <= LATEST:
        raise ValidationError(gettext("Enter a year between 1900 and 2100."))


def _address(_form: Any, field: Any) -> None:
    try:
        email_of(field.data)
    except CellProblem as problem:
        raise ValidationError(str(problem.message)) from problem


class CouncilField(SelectField):
    """A council area, those of the contest's area first; `.data` is its number, or None."""

    def __init__(self, label: Any, blank: Any, **kwargs: Any) -> None:
        self.blank = blank
        super().__init__(label, coerce=lambda value: int(value) if str(value or "").isdigit() else None, **kwargs)

    def offer(self, councils: Sequence[Area], contest: Contest, *extra: SelectChoice) -> None:
        """Set the choices."""
        inside, outside = gettext("In this contest’s area"), gettext("Elsewhere")
        self.choices = [
            SelectChoice("", self.blank), *extra,
            *(
                SelectChoice(str(area.id), area.name, optgroup=inside if area.parent_id == contest.area_id else outside)
                for area in councils
            ),
        ]  # fmt: skip

    def pre_validate(self, form: Any) -> None:
        if ("" if self.data is None else str(self.data)) not in {choice.value for choice in self.choices}:
            raise ValidationError(gettext("Not a valid choice."))


class SupporterForm(TrackerForm):
    """What is known of a supporter. `note` is there for the campaign alone."""

    name = StringField(LABELS["name"], [Required(_l("Enter the person’s name."))], render_kw={"autocomplete": "off"})
    category = WordField(LABELS["category"], SupporterCategory, words_of(SupporterCategory), blank=_l("Choose"), validators=[
        Required(_l("Choose who the person is.")),
    ])  # fmt: skip
    office = StringField(LABELS["office"], [Optional()], description=_l("The office held on that day, such as council leader."))
    area_id = CouncilField(LABELS["area_id"], _l("Not known"))
    ward = StringField(LABELS["ward"], [Optional()])
    email = EmailField(LABELS["email"], [Optional(), _address], render_kw={"autocomplete": "off"})
    supported_on = DateField(LABELS["supported_on"], [Required(_l("Enter the day the person said so.")), _sensible_year])
    source = StringField(LABELS["source"], [Optional()], description=_l("How you know: a form, a letter, a meeting."))
    note = TextAreaField(LABELS["note"], [Optional()], description=_l("Only the candidate and the agent see this."))

    def details(self) -> dict[str, Any]:
        """What was entered, as the services take it."""
        wanted = {name: self[name].data for name in LABELS if name in self}
        wanted["email"] = (wanted["email"] or "").lower()
        return {name: "" if value is None and name not in {"area_id", "category"} else value for name, value in wanted.items()}


class NewSupporterForm(SupporterForm):
    """A new supporter, with their consent if they gave it along with their support."""

    agreed = BooleanField(_l("The person agreed to be named in public"))
    wording = TextAreaField(_l("The words the person agreed to"), [Optional()])
    another = BooleanField(_l("This is another person of the same name"))


class ConsentForm(TrackerForm):
    """The person agreed, in these words."""

    wording = TextAreaField(
        _l("The words the person agreed to"), [Required(_l("Enter the words the person agreed to."))],
        description=_l("Exactly as the person read or heard them."),
    )  # fmt: skip


class ReasonForm(TrackerForm):
    """Why something is done."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])


class WithdrawForm(TrackerForm):
    """The person withdraws consent; nobody has to say why."""

    reason = TextAreaField(_l("Reason"), [Optional()], description=_l("Only if the person gave one. It is kept in the history."))


class PressForm(TrackerForm):
    """A button."""


class ExportForm(TrackerForm):
    """Which file, and why."""

    format = RadioField(_l("Kind of file"), choices=[], default=ExportFormat.CSV.value)
    reason = TextAreaField(
        _l("Reason"), [Required(_l("Give a reason: it is kept in the history."))],
        description=_l("It is kept in the history and stands in the file, with your name."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.format.choices = [(kind.value, word) for kind, word in words_of(ExportFormat).items()]


class FilterForm(TrackerForm):
    """What of a list is wanted. It is sent in the address, and an answer that makes no sense counts as none."""

    class Meta(TrackerForm.Meta):
        csrf = False

    text = StringField(_l("Name, office or ward"))
    category = WordField(_l("Category"), SupporterCategory, words_of(SupporterCategory), blank=_l("Any"))
    council = CouncilField(_l("Council area"), _l("Any"))
    office = StringField(_l("Office"))
    consent = WordField(_l("Naming"), ConsentState, words_of(ConsentState), blank=_l("Any"))
    since = DateField(_l("From"), [Optional()])
    until = DateField(_l("Until"), [Optional()])

    def filters(self) -> Filters:
        """The filters as asked for, without those that make no sense."""
        self.validate()
        good = {field.name: field.data for field in self if not field.errors}
        return Filters(
            text=good.get("text") or "", office=good.get("office") or "", category=good.get("category"), consent=good.get("consent"),
            area_id=good.get("council"), since=good.get("since"), until=good.get("until"),
        )  # fmt: skip


def offer_no_council() -> SelectChoice:
    """The choice of those whose council is not known."""
    return SelectChoice(str(NO_COUNCIL), gettext("Not known"))

