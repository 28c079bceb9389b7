"""The scrutineer's ballots, to be counted again."""

from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import FileField
from wtforms.validators import StopValidation

from tracker.kernel.forms import TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.results import words as _words  # noqa: F401 - declares the words of the choices
from tracker.rules.results import BallotFile


class _FileChosen:
    """A file was chosen; whether it can be counted is for the count to say."""

    field_flags: ClassVar[dict[str, Any]] = {}

    def __call__(self, form: Any, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise StopValidation(gettext("Choose a file."))


class CheckForm(TrackerForm):
    """A file and what it is."""

    kind = WordField(
        _l("Kind of file"), BallotFile, words_of(BallotFile),
        description=_l("BLT as counting programs write it, or a table with a row for each paper."),
    )
    file = FileField(_l("File"), [_FileChosen()])
