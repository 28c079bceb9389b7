"""Forms of ballot papers: the draw, editions, the issue list, the numbers."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from tracker.ballots.models import Edition
from tracker.ballots.paper_words import ENCLOSURES, FORMATS, ITEMS, LANGUAGES
from tracker.ballots.services import EditionDetails
from tracker.contests.models import Candidacy
from tracker.kernel.forms import (
    ChecksField,
    CountField,
    LocalMomentField,
    Required,
    TrackerForm,
    WordField,
    choices,
)
from tracker.rules.paper_specification import PaperItem
from tracker.rules.papers import EnclosureKind, PaperFormat, PaperLanguages

BY_MACHINE, BY_HAND = "machine", "hand"
LONGEST_CODE, LONGEST_COLOUR, LARGEST_SERIAL = 12, 60, 99_999_999
GIVE_A_REASON = _l("Give a reason: it is kept in the history.")
PLAIN = (EnclosureKind.LETTER, EnclosureKind.INSTRUCTIONS, EnclosureKind.RETURN_ENVELOPE)


class DrawForm(TrackerForm):
    """Drawing the order, or recording how it was drawn. Places are asked for each candidate beside these fields."""

    how = RadioField(_l("How is it drawn?"), choices=choices([
        (BY_MACHINE, _l("Here and now, by the machine")), (BY_HAND, _l("By hand; I record the order")),
    ]), default=BY_MACHINE, validate_choice=True)  # fmt: skip
    method = StringField(_l("How the lots were drawn"), [Optional()], description=_l("By hand: for example, folded slips from a bag."))
    drawn_at = LocalMomentField(_l("Drawn at"), [Optional()], description=_l("By hand: the day and the hour."))
    witnessed_by = StringField(_l("Witnesses"), [Required(_l("Say who saw it: nobody draws lots alone."))])
    reason = TextAreaField(_l("Reason for drawing again"))

    def chosen(self, candidates: Sequence[Candidacy], places: dict[int, str]) -> list[Candidacy] | None:
        """The order a hand drew; None where the machine draws. Raises ValueError where places are not 1, 2, 3 ..."""
        if self.how.data == BY_MACHINE:
            return None
        numbers = {one.id: int(places.get(one.id, "")) for one in candidates}
        if sorted(numbers.values()) != list(range(1, len(candidates) + 1)):
            raise ValueError(places)
        return sorted(candidates, key=lambda one: numbers[one.id])

    def complete_by_hand(self) -> bool:
        """Whether what a draw by hand must say is said; messages where it is not."""
        if self.how.data == BY_HAND and not (self.method.data or "").strip():
            self.method.errors = [*self.method.errors, gettext("Say how the lots were drawn.")]
        if self.how.data == BY_HAND and self.drawn_at.data is None and not self.drawn_at.errors:
            self.drawn_at.errors = [*self.drawn_at.errors, gettext("Say when it was drawn.")]
        return not (self.method.errors or self.drawn_at.errors)


def serial(label: Any) -> CountField:
    """A serial number, from 1."""
    return CountField(label, [
        Required(_l("Enter a number.")), NumberRange(1, LARGEST_SERIAL, message=_l("Enter a whole number from 1 to 99,999,999.")),
    ], render_kw={"inputmode": "numeric"})  # fmt: skip


class EditionForm(TrackerForm):
    """An edition in preparation."""

    code = StringField(_l("Code"), [
        Required(_l("Enter a short code.")), Length(max=LONGEST_CODE, message=_l("Shorten this to 12 characters or fewer.")),
    ], description=_l("Printed on each paper, for example A or LP."))  # fmt: skip
    format = WordField(_l("Format"), PaperFormat, FORMATS)
    languages = WordField(_l("Languages"), PaperLanguages, LANGUAGES)
    colour = StringField(_l("Colour"), [Optional(), Length(max=LONGEST_COLOUR, message=_l("Shorten this to 60 characters or fewer."))])
    serial_first = serial(_l("First number"))
    serial_last = serial(_l("Last number"))
    quantity_ordered = CountField(_l("Papers ordered"), [Optional()])
    statements = BooleanField(_l("A statement from each candidate, in the drawn order"))
    enclosures = ChecksField(_l("Also in the envelope"), choices=choices((one.value, ENCLOSURES[one]) for one in PLAIN))
    other = StringField(_l("Anything else in the envelope"), [Optional()])
    title = TextAreaField(ITEMS[PaperItem.TITLE], [Optional()])
    how_to_vote = TextAreaField(ITEMS[PaperItem.HOW_TO_VOTE], [Optional()])
    return_by = StringField(ITEMS[PaperItem.RETURN_BY], [Optional()])
    return_address = TextAreaField(ITEMS[PaperItem.RETURN_ADDRESS], [Optional()])
    return_free = StringField(ITEMS[PaperItem.RETURN_FREE], [Optional()])
    scrutineer = StringField(ITEMS[PaperItem.SCRUTINEER], [Optional()])
    serial_number = StringField(ITEMS[PaperItem.SERIAL_NUMBER], [Optional()])
    replacement = StringField(ITEMS[PaperItem.REPLACEMENT], [Optional()])

    def details(self) -> EditionDetails:
        """What was filled in."""
        said = {item.value: (self[item.value].data or "").strip() for item in PaperItem}
        return EditionDetails(
            code=self.code.data or "", format=self.format.data, languages=self.languages.data, colour=self.colour.data or "",
            serial_first=self.serial_first.data, serial_last=self.serial_last.data, quantity_ordered=self.quantity_ordered.data,
            specification={key: text for key, text in said.items() if text}, statements=bool(self.statements.data),
            enclosures=frozenset(EnclosureKind(value) for value in self.enclosures.data or []), other=self.other.data or "",
        )  # fmt: skip


def of_edition(edition: Edition) -> dict[str, Any]:
    """An edition as its form is filled in."""
    plain = ("code", "format", "languages", "colour", "serial_first", "serial_last", "quantity_ordered", "version")
    kinds = [one.kind for one in edition.enclosures]
    return {
        **{name: getattr(edition, name) for name in plain}, **edition.specification, "statements": EnclosureKind.STATEMENT in kinds,
        "enclosures": [kind.value for kind in kinds if kind in PLAIN],
        "other": next((one.title for one in edition.enclosures if one.kind is EnclosureKind.OTHER), ""),
    }  # fmt: skip


class PaperMoveForm(TrackerForm):
    """A move that asks nothing."""


class PaperReasonForm(PaperMoveForm):
    """A move that wants a reason."""

    reason = TextAreaField(_l("Reason"), [Required(GIVE_A_REASON)])


class IssueForm(TrackerForm):
    """Making the issue list; the reason is asked for where it takes the place of another."""

    reason = TextAreaField(_l("Reason for making it again"))


class NumbersForm(TrackerForm):
    """Opening the list of corresponding numbers."""

    reason = TextAreaField(_l("Reason"), [Required(GIVE_A_REASON)], description=_l("For example: two papers came back with one number."))
    serial = CountField(_l("Only this number"), [
        Optional(), NumberRange(1, LARGEST_SERIAL, message=_l("Enter a whole number from 1 to 99,999,999.")),
    ], description=_l("Empty: the whole list."), render_kw={"inputmode": "numeric"})  # fmt: skip
