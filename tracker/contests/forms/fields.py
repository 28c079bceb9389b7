"""Fields that several forms of the room share."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField
from wtforms.validators import Optional, ValidationError

from tracker.kernel.forms import LONGEST_NUMBER

EARLIEST, LATEST = 1900, 2100


def sensible_year(_form: Any, field: Any) -> None:
    """Refuse a year nobody means."""
    if isinstance(field.data, date | datetime) and not EARLIEST <= field.data.year <= LATEST:
        raise ValidationError(str(_l("Enter a year between 1900 and 2100.")))


class DayField(DateField):
    """A day, or nothing."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, [*(validators or [Optional()]), sensible_year], **kwargs)


class WholeField(IntegerField):
    """A whole number of a length somebody might mean."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value if value.isascii() and len(value) <= LONGEST_NUMBER else "?" for value in valuelist])
