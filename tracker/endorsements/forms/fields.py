"""Fields that several forms of the room share."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from tracker.contests.models import Candidacy, Contest
from tracker.endorsements.services.decision import GONE
from tracker.kernel.words import words_of
from tracker.rules.directory import BodyKind

NOBODY = "nobody"
PERSON = "person"
EARLIEST, LATEST = 1900, 2100


def sensible_year(_form: Any, field: Any) -> None:
    """Refuse a year nobody means."""
    if isinstance(field.data, date | datetime) and not EARLIEST <= field.data.year <= LATEST:
        raise ValidationError(gettext("Enter a year between 1900 and 2100."))


class DayField(DateField):
    """A day, or nothing."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, [*(validators or [Optional()]), sensible_year], **kwargs)


class WordRadios(RadioField):
    """A choice among members of an enumeration, all of them seen; `.data` is the member, or None for `blank`."""

    def __init__(
        self,
        label: Any,
        kind: type[StrEnum],
        *,
        only: Sequence[StrEnum],
        blank: str | LazyString | None = None,
        **kwargs: Any,
    ) -> None:
        words = words_of(kind)
        choices = [SelectChoice(member.value, words[member]) for member in only]
        if blank is not None:
            choices.append(SelectChoice("", blank))
        super().__init__(
            label, choices=choices, coerce=lambda v: kind(v) if v else None, validate_choice=True, **kwargs
        )


class CandidateRadios(RadioField):
    """One candidate of a contest, or nobody."""

    def offer(self, contest: Contest, *, nobody: bool = True) -> None:
        """Offer those who stand, and, where it may be, nobody."""
        standing = [candidacy for candidacy in contest.candidacies if candidacy.state not in GONE]
        self.choices = [SelectChoice(str(candidacy.id), candidacy.name) for candidacy in standing]
        if nobody:
            self.choices.append(SelectChoice(NOBODY, gettext("No endorsement")))

    def chosen(self, contest: Contest) -> Candidacy | None:
        """Who was chosen; None: nobody."""
        return next((candidacy for candidacy in contest.candidacies if str(candidacy.id) == self.data), None)


def endorser_kinds(blank: str | LazyString) -> list[SelectChoice]:
    """What an unknown endorser may be recorded as; what cannot endorse is offered too, so that it can be explained."""
    kinds = [SelectChoice(kind.value, word) for kind, word in words_of(BodyKind).items()]
    return [SelectChoice("", blank), SelectChoice(PERSON, _l("Person")), *kinds]


class KindField(SelectField):
    """What to record an unknown endorser as."""

    def __init__(self, label: Any = None, *, blank: str | LazyString, **kwargs: Any) -> None:
        super().__init__(label, choices=endorser_kinds(blank), default="", **kwargs)
