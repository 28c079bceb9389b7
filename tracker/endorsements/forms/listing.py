"""Filtering and exporting the list."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from tracker.contests.models import Contest
from tracker.endorsements.forms.fields import DayField
from tracker.endorsements.queries import Filters
from tracker.kernel.exports import ExportFormat
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.rules.decisions import EndorsementState, EvidenceGrade
from tracker.rules.directory import MAY_ENDORSE, BodyKind

NOBODY = "0"
ANY = _l("Any")


class FilterForm(TrackerForm):
    """What of the list is wanted. It lives in the address."""

    class Meta(TrackerForm.Meta):
        csrf = False

    q = StringField(_l("Endorser, office or note"), [Optional()])
    candidate = SelectField(_l("Candidate"), validate_choice=False)
    by = SelectField(
        _l("Endorsed by"),
        choices=[
            SelectChoice("", ANY),
            SelectChoice("body", _l("A body")),
            SelectChoice("person", _l("A person")),
        ],
        validate_choice=False,
    )
    body_kind = WordField(
        _l("Kind of body"), BodyKind, words_of(BodyKind), blank=ANY, only=[kind for kind in BodyKind if kind in MAY_ENDORSE],
        validators=[Optional()],
    )  # fmt: skip
    state = WordField(
        _l("State"), EndorsementState, words_of(EndorsementState), blank=ANY, validators=[Optional()]
    )
    grade = WordField(
        _l("Evidence"), EvidenceGrade, words_of(EvidenceGrade), blank=ANY, validators=[Optional()]
    )
    as_of = DayField(_l("As it stood on"))

    def offer(self, contest: Contest) -> None:
        """Offer the candidates."""
        standing = [SelectChoice(candidacy.slug, candidacy.name) for candidacy in contest.candidacies]
        self.candidate.choices = [
            SelectChoice("", ANY),
            *standing,
            SelectChoice(NOBODY, _l("No endorsement")),
        ]

    def filters(self, contest: Contest) -> Filters:
        """What was asked for; what cannot be read is left aside."""
        ids = {candidacy.slug: candidacy.id for candidacy in contest.candidacies} | {NOBODY: 0}
        by = self.by.data if self.by.data in {"body", "person"} else ""
        self.validate()
        values = {
            name: None if self[name].errors else self[name].data
            for name in ("body_kind", "state", "grade", "as_of")
        }
        text = "" if self.q.errors else self.q.data or ""
        return Filters(candidate=ids.get(self.candidate.data or ""), by=by, text=text, **values)


class ExportForm(TrackerForm):
    """Taking the list away."""

    kind = WordField(_l("File"), ExportFormat, {ExportFormat.CSV: "CSV", ExportFormat.XLSX: "XLSX"})
    reason = StringField(
        _l("What do you need it for?"),
        [Required(_l("Give a reason: it is kept in the history and in the file."))],
    )
