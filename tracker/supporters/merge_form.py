"""The form that makes one record of two: for each field in which they differ, which value stays."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from tracker.kernel.answers import shown
from tracker.kernel.forms import Required, TrackerForm
from tracker.rules.supporters import ConsentState
from tracker.supporters.models import Supporter
from tracker.supporters.services import LABELS

LEFT, RIGHT = "left", "right"
CHOICES = {**LABELS, "consent": _l("Naming in public")}
PREFIX = "field-"
SAID_NO = (ConsentState.REFUSED, ConsentState.WITHDRAWN)


class MergeForm(TrackerForm):
    """Two records become one."""

    reason = TextAreaField(_l("Reason"), [Required(_l("Give a reason: it is kept in the history."))])

    def choices(self) -> list[Any]:
        """The fields to choose."""
        return [field for field in self if field.name.startswith(PREFIX)]

    def from_right(self) -> frozenset[str]:
        """The names of what the record on the right gives."""
        return frozenset(field.name.removeprefix(PREFIX) for field in self.choices() if field.data == RIGHT)


def merge_form(left: Supporter, right: Supporter, with_note: bool) -> MergeForm:
    """A choice for each field in which the two differ; what is empty on the left, or a no on the right, comes first."""
    radios = {}
    for name, label in CHOICES.items():
        one, other = getattr(left, name), getattr(right, name)
        if one != other and (name != "note" or with_note):
            choices = [SelectChoice(LEFT, value_shown(left, name)), SelectChoice(RIGHT, value_shown(right, name))]
            default = RIGHT if one in ("", None) or other in SAID_NO else LEFT
            radios[PREFIX + name] = RadioField(label, choices=choices, default=default)
    kind: type[MergeForm] = type("MergeForm", (MergeForm,), radios)
    form = kind()
    if not form.version.data:
        form.version.data = str(left.version)
    return form


def value_shown(supporter: Supporter, name: str) -> str:
    """The value of a field as a person reads it."""
    if name == "area_id":
        return supporter.area.name if supporter.area else gettext("Not known")
    return shown(getattr(supporter, name)) or gettext("Empty")


def sides(left: Supporter, right: Supporter, with_note: bool) -> list[tuple[Any, str, str]]:
    """Every field with both values, to look at side by side."""
    return [
        (label, value_shown(left, name), value_shown(right, name)) for name, label in CHOICES.items() if name != "note" or with_note
    ]
