"""Forms about candidates."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import URL, Optional

from tracker.contests.forms.contests import MoveForm
from tracker.contests.forms.fields import sensible_year
from tracker.contests.words import CANDIDACY_FIELDS as WORDS
from tracker.directory.events import RecordKind
from tracker.directory.picking import PickField
from tracker.kernel.forms import LocalMomentField, Required, TrackerForm, WordField
from tracker.kernel.words import words_of
from tracker.rules.contests import Designation

A_NEW_PERSON = "new"


class CandidacyForm(TrackerForm):
    """What is said about a candidate."""

    is_incumbent = BooleanField(WORDS["is_incumbent"])
    designation = WordField(WORDS["designation"], Designation, words_of(Designation))
    website = StringField(
        WORDS["website"], [Optional(), URL(message=_l("Enter a web address that begins with https:// or http://"))],
        description=_l("The whole address, beginning with https://"),
    )  # fmt: skip
    handles = StringField(WORDS["handles"], [Optional()])
    hashtag = StringField(WORDS["hashtag"], [Optional()])


class NewCandidacyForm(CandidacyForm):
    """A new candidate: somebody recorded, or a new person."""

    person = PickField(
        WORDS["person"], [Required(_l("Name the person."))], kinds=[RecordKind.PERSON],
        description=_l("Type a name, then choose from the records. A name nobody has makes a new record."),
    )  # fmt: skip
    match = RadioField(_l("Is it one of these?"), [Optional()], choices=[], validate_choice=False)


class StatementForm(TrackerForm):
    """The statement that goes with the ballot paper."""

    statement_en = TextAreaField(WORDS["statement_en"], [Optional()])
    statement_cy = TextAreaField(WORDS["statement_cy"], [Optional()])


class WithdrawalForm(MoveForm):
    """When and why a candidate withdrew."""

    at = LocalMomentField(_l("Withdrew (date and hour)"), [Optional(), sensible_year], description=_l("Left empty, it is now."))
