"""Pasting a list, and looking at every row before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from tracker.contests.models import Contest
from tracker.directory.search import Hit
from tracker.endorsements.forms.fields import CandidateRadios, DayField, endorser_kinds
from tracker.endorsements.services.paste import SKIP
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.rules.decisions import EvidenceGrade


class PasteForm(TrackerForm):
    """The block as copied, and what is true of every row."""

    text = TextAreaField(_l("The list, as copied"), [Required(_l("Paste the list."))])
    candidacy = CandidateRadios(_l("Whom do they endorse?"), [Required(_l("Choose a candidate."))])
    decided_on = DayField(_l("On which day?"))
    grade = WordField(
        _l("Kind of evidence"), EvidenceGrade, words_of(EvidenceGrade), default=EvidenceGrade.PRESS
    )
    source = StringField(_l("Link to the source"), [Optional()])


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row to review: the name and detail as pasted, the records it may mean, the kind it looks like, why it may not endorse.

    `is_recorded` says it has a live endorsement already, `is_repeated` that a row above names the same.
    """

    name: str
    detail: str
    hits: Sequence[Hit]
    choice: str
    is_recorded: bool
    is_repeated: bool = False
    refusal: str = ""


def review_form(rows: Sequence[Row], contest: Contest) -> PasteForm:
    """A form with name, choice and detail for each row."""
    fields: dict[str, object] = {}
    for number, row in enumerate(rows):
        fields[f"choice-{number}"] = SelectField(
            _l("Record as"), choices=_choices(row.hits), default=row.choice
        )
        fields[f"name-{number}"] = StringField(_l("Name"), [Required(_l("Enter a name."))], default=row.name)
        fields[f"detail-{number}"] = StringField(_l("Office; of a body: note"), [Optional()], default=row.detail)
    made: PasteForm = type("ReviewForm", (PasteForm,), fields)()
    made.candidacy.offer(contest, nobody=False)
    return made


def _choices(hits: Sequence[Hit]) -> list[SelectChoice]:
    """The records it may mean, what to add it to the records as, or nothing."""
    known, new, other = gettext("In the records"), gettext("Add to the records as"), gettext("Or")
    own = [
        SelectChoice(hit.key, f"{hit.label} ({hit.hint})" if hit.hint else hit.label, optgroup=known)
        for hit in hits
    ]
    kinds = [SelectChoice(kind.value, kind.label, optgroup=new) for kind in endorser_kinds("")[1:]]
    return [*own, *kinds, SelectChoice(SKIP, gettext("Leave out"), optgroup=other)]
