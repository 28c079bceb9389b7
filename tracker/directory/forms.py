"""Forms of the directory."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from tracker.directory.events import RecordKind
from tracker.directory.models import Area
from tracker.directory.picking import Ambiguous, Found, PickField
from tracker.directory.queries.lists import all_areas
from tracker.directory.queries.search import tidy
from tracker.directory.services import AlreadyKnown
from tracker.kernel.answers import NOTHING
from tracker.kernel.errors import Refused
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.words import word, words_of
from tracker.rules.directory import BodyKind
from tracker.rules.supporters import SupporterCategory


class AreaField(SelectField):
    """One of the areas, or none; `.data` is its id."""

    def __init__(self, label: Any = None, *, blank: str | LazyString = "–", **kwargs: Any) -> None:
        super().__init__(label, [Optional()], coerce=_number, choices=lambda: area_choices(blank), **kwargs)


def area_choices(blank: str | LazyString) -> list[SelectChoice]:
    """Every area with its kind, for a field that offers them."""
    return [SelectChoice("", blank), *(SelectChoice(str(area.id), _area_label(area)) for area in all_areas())]


def _area_label(area: Area) -> str:
    return f"{area.name} – {word(area.kind)}"


def _number(text: Any) -> int | None:
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 10 else None


SOURCE_HINT = _l("Where this is known from: a page, a minute, a letter, with its date.")


class NamesakeForm(TrackerForm):
    """A form that shows the records of the same name when they stand in the way."""

    namesakes: Sequence[Any] = ()

    def refuse(self, refusal: Refused) -> None:
        super().refuse(refusal)
        if isinstance(refusal, AlreadyKnown):
            self.namesakes = refusal.records


class PersonForm(NamesakeForm):
    """A person."""

    name = StringField(
        _l("Name"), [Required(_l("Enter the person’s name."))], description=_l("As the person writes it, with its accents.")
    )
    area_id = AreaField(_l("Area"), description=_l("Where the person lives or serves, if known."))
    website = StringField(_l("Web site"), [Optional()])
    source = TextAreaField(_l("Source"), [Optional()], description=SOURCE_HINT)
    is_another = BooleanField(_l("This is somebody else of the same name"))


class BodyForm(NamesakeForm):
    """A body."""

    kind = WordField(
        _l("Kind"), BodyKind, words_of(BodyKind), blank=_l("Choose a kind"),
        validators=[Required(_l("Choose what kind of body it is."))],
    )  # fmt: skip
    name_en = StringField(
        _l("Name in English"), [Required(_l("Enter the body’s name."))],
        description=_l("Where there is only a Welsh name, enter it here too."),
    )  # fmt: skip
    name_cy = StringField(_l("Name in Welsh"), [Optional()])
    short_name = StringField(_l("Short name"), [Optional()], description=_l("Initials people know it by."))
    parent = PickField(
        _l("Part of"), [Optional()], kinds=(RecordKind.BODY,), description=_l("The body it belongs to, such as its party.")
    )
    area_id = AreaField(_l("Area"))
    website = StringField(_l("Web site"), [Optional()])
    source = TextAreaField(_l("Source"), [Optional()], description=SOURCE_HINT)
    is_another = BooleanField(_l("This is another body of the same name"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuses a parent nobody knows."""
        return bool(super().validate(extra_validators)) & names_one_body(self.parent)

    @property
    def parent_id(self) -> int | None:
        return body_id_of(self.parent)

    def refuse(self, refusal: Refused) -> None:
        """A refused parent is shown where it was typed."""
        super().refuse(Refused(refusal.message, "parent") if refusal.field == "parent_id" else refusal)


class OfficeForm(TrackerForm):
    """An office somebody holds or held."""

    title = StringField(_l("Office"), [Required(_l("Enter the office, such as Leader of the council."))])
    category = WordField(
        _l("Category"), SupporterCategory, words_of(SupporterCategory),
        description=_l("How the person is counted while they hold it."),
    )  # fmt: skip
    place = StringField(
        _l("Place"), [Optional()], description=_l("The ward, constituency or organisation, as it is called.")
    )
    body = PickField(
        _l("Body"), [Optional()], kinds=(RecordKind.BODY,), description=_l("If the body is recorded here, such as the council.")
    )
    area_id = AreaField(_l("Area"))
    held_from = DateField(_l("Held from"), [Optional()], description=_l("Leave empty if it is not known."))
    held_until = DateField(
        _l("Held until"), [Optional()], description=_l("The last day. Leave empty while the office is held.")
    )
    source = TextAreaField(_l("Source"), [Optional()], description=SOURCE_HINT)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuses a body nobody knows."""
        return bool(super().validate(extra_validators)) & names_one_body(self.body)

    @property
    def body_id(self) -> int | None:
        return body_id_of(self.body)


class EndOfficeForm(TrackerForm):
    """The last day of an office."""

    held_until = DateField(_l("Last day"), [Required(_l("Enter the last day on which the office was held."))])


class PeopleFilterForm(TrackerForm):
    """What the list of people is narrowed to."""

    q = StringField(_l("Name"), [Optional()], filters=[tidy])
    area = AreaField(_l("Area"), blank=_l("Every area"))
    category = WordField(
        _l("Office"), SupporterCategory, words_of(SupporterCategory), blank=_l("Any or none"), validators=[Optional()]
    )


class BodiesFilterForm(TrackerForm):
    """What the list of bodies is narrowed to."""

    q = StringField(_l("Name"), [Optional()], filters=[tidy])
    kind = WordField(_l("Kind"), BodyKind, words_of(BodyKind), blank=_l("Every kind"), validators=[Optional()])
    area = AreaField(_l("Area"), blank=_l("Every area"))


class DifferentForm(TrackerForm):
    """Two records are not one."""

    different_reason = StringField(_l("How you know"), [Optional()])


LEFT, RIGHT = "left", "right"
TAKE = "take_"


class MergeForm(TrackerForm):
    """Which of two records stays, what it takes from the other, and why. `merge_form` adds a field for each difference."""

    keep = RadioField(
        _l("Which record stays"), choices=[SelectChoice(LEFT, _l("The first")), SelectChoice(RIGHT, _l("The second"))],
        default=LEFT,
    )  # fmt: skip
    reason = TextAreaField(
        _l("Reason"), [Required(_l("Give a reason: it is kept in the history."))],
        description=_l("How you know that both are one. It is kept in the history."),
    )  # fmt: skip

    @property
    def choices(self) -> list[Any]:
        """The fields in which the two records differ."""
        return [field for field in self if field.name.startswith(TAKE)]

    def taken_from(self, side: str) -> frozenset[str]:
        """The names of the fields whose value is to come from `side`."""
        return frozenset(field.name.removeprefix(TAKE) for field in self.choices if field.data == side)


def merge_form(labels: Mapping[str, Any], left: dict[str, str], right: dict[str, str], **kwargs: Any) -> MergeForm:
    """The form for two records: `left` and `right` hold, in words, the values of the fields that differ."""
    choices = {
        f"{TAKE}{name}": RadioField(
            labels[name], choices=[SelectChoice(LEFT, _offered(left[name])), SelectChoice(RIGHT, _offered(right[name]))],
            default=_fuller(left[name], right[name]),
        )
        for name in left
    }
    form: MergeForm = type("MergeFormOfTwo", (MergeForm,), choices)(**kwargs)
    return form


def _fuller(left: str, right: str) -> str:
    return RIGHT if left == NOTHING and right != NOTHING else LEFT


def _offered(value: str) -> str | LazyString:
    return _l("Leave empty") if value == NOTHING else value


def names_one_body(field: PickField) -> bool:
    """Whether a picking field is empty or names exactly one body; says so at the field otherwise."""
    if field.is_empty or isinstance(resolution := field.resolve(), Found):
        return True
    message = _l("No body goes by this name. Choose one from the list, or record it first.")
    if isinstance(resolution, Ambiguous):
        message = _l("Several bodies go by this name. Choose one from the list.")
    field.errors = [*field.errors, message]
    return False


def body_id_of(field: PickField) -> int | None:
    """The id of the body a picking field names."""
    resolution = field.resolve()
    return resolution.id if isinstance(resolution, Found) else None
