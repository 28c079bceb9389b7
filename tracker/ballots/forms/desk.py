"""What is asked at the re-issue desk."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SearchField, StringField, TextAreaField
from wtforms.validators import Optional

from tracker.ballots.desk_words import BY_POST, REASONS
from tracker.ballots.paper_words import FORMATS
from tracker.ballots.services.reissues import Request
from tracker.electorate.words import CHANNELS
from tracker.kernel.forms import Required, TrackerForm, WordField
from tracker.kernel.words import word
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperFormat
from tracker.rules.reissue import Question, ReissueReason

LONGEST_ID = 12
SAID = _l("Enter what the person says.")
PLAIN = {"autocomplete": "off"}


class FindForm(TrackerForm):
    """Whom it is about. It lives in the address."""

    class Meta(TrackerForm.Meta):
        csrf = False

    q = SearchField(_l("Name, membership number or postcode"), description=_l("The beginning of a name, or all of a number or postcode."))


class AnswerForm(TrackerForm):
    """The answers to the contest's questions, and what is asked for."""

    paper_id = HiddenField()
    membership_number = StringField(word(Question.MEMBERSHIP_NUMBER), [Required(SAID)], render_kw=PLAIN)
    postcode = StringField(word(Question.POSTCODE), [Required(SAID)], render_kw=PLAIN)
    address_1 = StringField(word(Question.ADDRESS), [Required(SAID)], render_kw=PLAIN)
    joined_on = StringField(word(Question.JOINED), [Required(SAID)], render_kw=PLAIN)
    reason = WordField(_l("Why another paper"), ReissueReason, REASONS)
    channel = WordField(_l("How it shall come"), Channel, CHANNELS)
    format = WordField(
        _l("Format"), PaperFormat, FORMATS, only=BY_POST, description=_l("By e-mail there is one format.")
    )  # fmt: skip
    new_address = TextAreaField(
        _l("New address"), [Optional()],
        description=_l("Only for who moved. It is used for this paper and changes nothing on the roll."),
    )  # fmt: skip
    note = StringField(_l("Note"), [Optional()], description=_l("Nothing about how anybody votes."))

    def asking(self, questions: Sequence[Question]) -> "AnswerForm":
        """The form with these questions alone, in the order of the rule."""
        for question in Question:
            if question not in questions:
                delattr(self, question.value)
        return self

    def questions(self) -> list[Any]:
        """The fields of the questions asked."""
        return [self[question.value] for question in Question if question.value in self]

    def request(self) -> Request:
        """What was asked."""
        seen = str(self.paper_id.data or "")
        answers = {question: self[question.value].data or "" for question in Question if question.value in self}
        return Request(
            reason=self.reason.data, channel=self.channel.data, answers=answers, format=self.format.data,
            paper_id=int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= LONGEST_ID else None,
            new_address=self.new_address.data or "", note=self.note.data or "",
        )  # fmt: skip


class CloseRunForm(TrackerForm):
    """Closing a run asks for nothing."""
