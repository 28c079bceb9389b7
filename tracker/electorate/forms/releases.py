"""Forms about a roll in a candidate's hands."""

from collections.abc import Sequence
from typing import IO, Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, FileField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from tracker.contests.models import Candidacy
from tracker.kernel.forms import Required, TrackerForm
from tracker.rules.contests import STANDING


class AgreementForm(TrackerForm):
    """What a candidate signed."""

    candidacy = SelectField(_l("Candidate"), [Required(_l("Choose the candidate."))], choices=[])
    signed_by = StringField(_l("Signed by"), [Required(_l("Enter who signed."))])
    signed_on = DateField(_l("Signed on"), [Required(_l("Enter the day of the signature."))])
    purpose = TextAreaField(
        _l("What the list may be used for"), [Required(_l("Say what the list may be used for."))],
        description=_l("As in the agreement. It stands at the top of every list given under it."),
    )  # fmt: skip
    expires_on = DateField(
        _l("To be deleted by"), [Required(_l("Enter until when the list may be used."))],
        description=_l("The last day on which the list may be taken and used."),
    )  # fmt: skip
    file = FileField(_l("The signed agreement"), [Optional()], description=_l("A PDF or a photograph."))

    def offer(self, candidacies: Sequence[Candidacy]) -> None:
        """Set the candidates who stand."""
        standing = [one for one in candidacies if one.state in STANDING]
        self.candidacy.choices = [SelectChoice("", _l("Choose")), *(SelectChoice(one.slug, one.name) for one in standing)]

    @property
    def paper(self) -> tuple[IO[bytes], str] | None:
        """The file sent, if one was."""
        sent: Any = self.file.data
        return (sent.stream, sent.filename) if getattr(sent, "filename", "") else None
