"""Fields that several forms of the room share."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.kernel.forms import LONGEST_NUMBER

EARLIEST, LATEST = 1900, 2100


def sensible_year(_form: Any, field: Any) -> None:
    """Refuse a year nobody means."""
    if isinstance(field.data, date | datetime) and not EARLIEST <= field.data.year <= LATEST:
        raise ValidationError(str(_l("Enter a year between 1900 and 2100.")))


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """Pairs of value and words, as the fields of the library want them."""
    return [SelectChoice(value, label) for value, label in pairs]


class DayField(DateField):
    """A day, or nothing."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, [*(validators or [Optional()]), sensible_year], **kwargs)


class WholeField(IntegerField):
    """A whole number of a length somebody might mean."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value if value.isascii() and len(value) <= LONGEST_NUMBER else "?" for value in valuelist])


class ChecksField(SelectMultipleField):
    """Any number of choices, each a tick box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Every tick must be one of those offered; what else was sent is not repeated."""
        offered = {choice.value for choice in self.choices or []}
        if not offered.issuperset(self.data or []):
            raise ValidationError(str(_l("Choose from the list.")))
