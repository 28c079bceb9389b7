"""What every form has: safe text, messages in both languages, a token against double sending, a version against overwriting."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from flask_babel import LazyString, get_domain, gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateTimeLocalField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.kernel import clock, stale_pages
from tracker.kernel.errors import Difference, Refused, StaleRecord

LONGEST_LINE = 300
LONGEST_PROSE = 20_000
LARGEST_NUMBER = 100_000_000
LONGEST_NUMBER = 20
# Control characters, halves of a pair and codes that are no characters: some no database keeps, none a page may hold.
UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
UNTRIMMED = (HiddenField, PasswordField)

# The messages of the form library, so that they are in the catalogues.
LIBRARY_MESSAGES = (
    _l("This field is required."), _l("Not a valid choice."), _l("Not a valid date value."), _l("Not a valid integer value."),
    _l("Not a valid datetime value."), _l("Invalid email address."), _l("Invalid input."),
)  # fmt: skip


# What the form library says of things no person knows of, in words of ours.
PLAINLY = {"Invalid Choice: could not coerce.": _l("Choose from the list.")}


class _OwnCatalogue:
    """Gives the form library our translations."""

    def gettext(self, string: str) -> str:
        return str(PLAINLY[string] if string in PLAINLY else gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The library puts its own figures in afterwards, so nothing may be put in here."""
        return str(get_domain().get_translations().ungettext(singular, plural, n))


class TrackerForm(FlaskForm):
    """A form of ours. Text is trimmed at the ends and otherwise kept exactly as given."""

    once = HiddenField()
    version = HiddenField()
    form_problem: str | LazyString | None = None
    stale: list[Difference] | None = None

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> _OwnCatalogue:
            return _OwnCatalogue()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = unbound_field.kwargs.get("filters", [])
            if issubclass(unbound_field.field_class, StringField) and not issubclass(unbound_field.field_class, UNTRIMMED):
                filters = [trimmed, *filters]
            return unbound_field.bind(form=form, **options, filters=filters)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.once.data:
            self.once.data = uuid4().hex

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything was filled in rightly; also refuses text no database can keep, or longer than it may be."""
        valid = bool(super().validate(extra_validators))
        for field in self:
            if field.raw_data:
                field.raw_data = [_showable(text) if isinstance(text, str) else text for text in field.raw_data]
            problem = text_problem(field)
            if problem:
                field.errors = [*field.errors, problem]
                field.data = _showable(field.data)
                valid = False
        return self._show_again() if stale_pages.is_stale() and self.meta.csrf else valid

    def _show_again(self) -> bool:
        """Never valid: shown as it was filled in, with a token that fits."""
        self.csrf_token.errors = []
        self.form_problem = stale_pages.problem(has_password=any(isinstance(field, PasswordField) for field in self))
        return False

    @property
    def expected_version(self) -> int | None:
        """The version the person read, or None if they read none."""
        read = str(self.version.data or "")
        return int(read) if read.isascii() and read.isdigit() and int(read) <= LARGEST_NUMBER else None

    def refuse(self, refusal: Refused) -> None:
        """Show a command's refusal at the field it names, or at the top."""
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_problem = refusal.message
        else:
            field.errors = [*field.errors, refusal.message]

    def show_both_versions(self, stale: StaleRecord) -> None:
        """Show what somebody else stored beside what was sent; sending again overwrites on purpose."""
        self.stale = stale.differences
        self.version.data = self.version.raw_data = None
        self.version.data = str(stale.version)
        self.form_problem = gettext("Somebody else changed this while you were editing. Compare both versions, then save again.")


def trimmed(value: str | None) -> str | None:
    return value.strip() if isinstance(value, str) else value


def _showable(text: str) -> str:
    """`text` without the characters no database stores and no page shows."""
    return UNKEEPABLE.sub("", text)


def text_problem(field: Field) -> str | None:
    """Why the text of `field` cannot be kept, or None."""
    if not isinstance(field.data, str):
        return None
    if _showable(field.data) != field.data:
        return str(gettext("This text holds a character that cannot be stored. Type it again without it."))
    limit = LONGEST_PROSE if isinstance(field, TextAreaField | PasswordField) else LONGEST_LINE
    if len(field.data) > limit:
        return str(gettext("Shorten this to %(limit)s characters or fewer.", limit=limit))
    return None


class Required(InputRequired):
    """The field must be filled in, not with spaces; `message` says with what."""

    def __init__(self, message: str | LazyString) -> None:
        super().__init__(message)

    def __call__(self, form: Any, field: Field) -> None:
        if isinstance(field.data, str) and field.data.strip() and field.raw_data:
            return
        if not isinstance(field.data, str) and field.raw_data and any(field.raw_data):
            return
        field.errors = []
        raise StopValidation(str(self.message))


class CountField(IntegerField):
    """A whole number from 0 up; empty means unknown, unless it is required."""

    data: Any  # a whole number, or None
    PROBLEM = _l("Enter a whole number from 0 to 100,000,000.")

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        bounds = NumberRange(0, LARGEST_NUMBER, message=self.PROBLEM)
        needed = [one for one in validators if isinstance(one, Required)]
        rest = [one for one in validators if one not in needed]
        super().__init__(label, [*(needed or [Optional()]), bounds, *rest], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        valuelist = [value.strip().replace(",", "") for value in valuelist]
        if valuelist and not valuelist[0]:
            self.data = None
            return
        if valuelist and not (valuelist[0].isascii() and len(valuelist[0]) <= LONGEST_NUMBER):
            valuelist = ["?"]
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(self.PROBLEM)) from None

    def pre_validate(self, form: Any) -> None:
        """What is no number is said once; nothing at all is no mistake here."""
        if self.process_errors and any(text.strip() for text in self.raw_data or []):
            raise StopValidation


class LocalMomentField(DateTimeLocalField):
    """A date and an hour as a clock in London shows them; `.instant` is the moment in UTC."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def process_data(self, value: datetime | None) -> None:
        super().process_data(clock.local(value) if value is not None and value.tzinfo else value)

    @property
    def instant(self) -> datetime | None:
        return clock.from_local(self.data) if self.data is not None else None


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """Pairs of value and words, as the fields of the library want them."""
    return [SelectChoice(value, label) for value, label in pairs]


class WordField(SelectField):
    """A choice among the members of an enumeration; `.data` is the member, or None where `blank` is offered."""

    def __init__(
        self, label: Any, kind: type[StrEnum], words: dict[Any, Any], *, blank: str | LazyString | None = None,
        validators: Sequence[Any] = (), only: Sequence[StrEnum] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        members = list(only) if only is not None else list(kind)
        choices = [SelectChoice(member.value, words[member]) for member in members]
        if blank is not None:
            choices.insert(0, SelectChoice("", blank))
        super().__init__(label, validators, choices=choices, coerce=lambda v: kind(v) if v else None, **kwargs)


class ChecksField(SelectMultipleField):
    """Any number of choices, each a tick box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Every tick must be one of those offered; what else was sent is not repeated."""
        offered = {choice.value for choice in self.choices or []}
        if not offered.issuperset(self.data or []):
            raise ValidationError(str(_l("Choose from the list.")))
