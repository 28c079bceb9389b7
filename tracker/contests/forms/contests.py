"""Forms about a contest as a whole."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional, Regexp

from tracker.contests.forms.fields import DayField, WholeField, sensible_year
from tracker.contests.words import CONTEST_FIELDS as WORDS
from tracker.kernel.forms import (
    ChecksField,
    LocalMomentField,
    Required,
    TrackerForm,
    WordField,
    choices,
)
from tracker.kernel.words import words_of
from tracker.rules.contests import ContestKind, ContestState, CountMethod, VotingChannel

NEW = "new"
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


def _whole(least: int, most: int) -> list[Any]:
    message = _l("Enter a whole number from %(least)s to %(most)s.", least=least, most=most)
    return [Required(message), NumberRange(least, most, message=message)]


class ContestForm(TrackerForm):
    """Everything an officer says about a contest. Choices of records are given by the view."""

    title_en = StringField(WORDS["title_en"], [Required(_l("Give the contest a title in English."))])
    title_cy = StringField(WORDS["title_cy"], [Optional()], description=_l("Needed before the contest is announced."))
    slug = StringField(
        WORDS["slug"], [Optional(), Regexp(SLUG, message=_l("Use small letters a to z, digits and single hyphens."))],
        description=_l("The last part of its web address, such as south-wales-pcc-2012. Left empty, it is made from the title."),
    )  # fmt: skip
    office = SelectField(WORDS["office"], [Required(_l("Choose an office, or a new one."))])
    new_office_en = StringField(_l("New office, in English"), [Optional()], description=_l("Only for an office not in the list."))
    new_office_cy = StringField(_l("New office, in Welsh"), [Optional()])
    area = SelectField(WORDS["area"], [Required(_l("Choose an area."))])
    party = SelectField(WORDS["party"], [Required(_l("Choose the party that selects."))])
    kind = WordField(WORDS["kind"], ContestKind, words_of(ContestKind))
    seats = WholeField(WORDS["seats"], _whole(1, 100), default=1)
    method = WordField(WORDS["method"], CountMethod, words_of(CountMethod))
    channels = ChecksField(
        WORDS["channels"], [Optional()], choices=choices((channel.value, label) for channel, label in words_of(VotingChannel).items())
    )
    ballot_closes_at = LocalMomentField(
        WORDS["ballot_closes_at"], [Optional(), sensible_year], description=_l("London time. Usually at 12:00 noon.")
    )
    dispatch_on = DayField(WORDS["dispatch_on"], description=_l("Left empty, the timetable counts it from the close."))
    polling_day = DayField(WORDS["polling_day"])
    joined_by = DayField(WORDS["joined_by"])
    paid_up_by = DayField(WORDS["paid_up_by"])
    statement_word_limit = WholeField(WORDS["statement_word_limit"], _whole(1, 5000), default=200)
    source = TextAreaField(WORDS["source"], [Optional()], description=_l("Where this contest is written down: a notice, a page, a minute."))
    dates_are_illustrative = BooleanField(WORDS["dates_are_illustrative"])

    def without(self, *names: str) -> "ContestForm":
        """The same form with some fields left out, because they are mended elsewhere."""
        for name in names:
            del self[name]
        return self


class ContestFilter(TrackerForm):
    """What the list of contests is narrowed by; lives in the address."""

    class Meta(TrackerForm.Meta):
        csrf = False

    q = StringField(_l("Title or office"), [Optional()])
    state = WordField(_l("State"), ContestState, words_of(ContestState), blank=_l("All"), validators=[Optional()])
    area = SelectField(_l("Area"), [Optional()])


class MoveForm(TrackerForm):
    """A move from one state to another, with a reason where one is needed."""

    reason = TextAreaField(_l("Reason"), [Optional()], description=_l("Kept in the history."))

    def need_reason(self) -> None:
        """Ask for the reason, and do not call it optional."""
        self.reason.validators = [Required(_l("Give a reason: it is kept in the history."))]
        self.reason.flags.optional = False


class CancelForm(MoveForm):
    """Cancelling a contest."""

    notice = TextAreaField(
        _l("Notice to show"), [Optional()], description=_l("Shown on every page of the contest, to everybody who may read it.")
    )
    replace = BooleanField(_l("It is postponed: make the record that replaces it, and link both"))


class CloneForm(TrackerForm):
    """The next contest of the same kind."""

    title_en = StringField(WORDS["title_en"], [Required(_l("Give the contest a title in English."))])
    title_cy = StringField(WORDS["title_cy"], [Optional()])
    slug = ContestForm.slug
    people = ChecksField(
        _l("People who come along, as applicants"), [Optional()], coerce=int,
        description=_l("Their names only: supporters, endorsements, statements and consents stay with the old contest."),
    )  # fmt: skip
