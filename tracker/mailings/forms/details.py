"""What a mailing is: by letter or e-mail, for what, in whose name, who pays."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from tracker.contests.models import Contest
from tracker.directory.models import Body
from tracker.endorsements.models import Endorsement
from tracker.extensions import db
from tracker.kernel.forms import CountField, LocalMomentField, Required, TrackerForm, WordField, choices
from tracker.kernel.words import words_of
from tracker.mailings.services import LABELS
from tracker.mailings.words import INLAND_WORDS
from tracker.rules.contests import STANDING
from tracker.rules.mailings import LanguageMode, MailingChannel, OnBehalf, Purpose
from tracker.rules.post import PostalService

NOBODY = ""


def _number(value: Any) -> int | None:
    return int(value) if value not in {None, NOBODY, "None"} else None


class DetailsForm(TrackerForm):
    """The details of a draft."""

    title = StringField(LABELS["title"], [Required(_l("Give it a title you will know it by."))])
    channel = WordField(LABELS["channel"], MailingChannel, words_of(MailingChannel))
    purpose = WordField(LABELS["purpose"], Purpose, words_of(Purpose), description=_l(
        "Campaign mail goes only to people who agreed to e-mail, or have not objected to post. Ballot notices go to every voter."
    ))
    on_behalf = WordField(LABELS["on_behalf"], OnBehalf, words_of(OnBehalf))
    candidacy_id = SelectField(LABELS["candidacy_id"], [Optional()], coerce=_number)
    body_id = SelectField(LABELS["body_id"], [Optional()], coerce=_number, description=_l("Bodies with an endorsement in this contest."))
    service = WordField(LABELS["service"], PostalService, INLAND_WORDS, only=list(INLAND_WORDS), blank=_l("None: it is an e-mail"))
    hand_over_at = LocalMomentField(LABELS["hand_over_at"], [Optional()], description=_l("When the mailing house gets the letters."))
    unit_cost = CountField(LABELS["unit_cost"], [Optional()])
    language_mode = WordField(LABELS["language_mode"], LanguageMode, words_of(LanguageMode))
    supplied_by = StringField(LABELS["supplied_by"], [Optional()], description=_l("Who makes it, when it is not the candidate."))
    paid_by = StringField(LABELS["paid_by"], [Optional()])
    counts_towards_allowance = BooleanField(LABELS["counts_towards_allowance"], default=True)
    allowance_rule = TextAreaField(LABELS["allowance_rule"], [Optional()], description=_l("Needed where it does not count."))

    def offer(self, contest: Contest) -> None:
        """Give the lists to choose from."""
        nobody = (NOBODY, gettext("Nobody chosen"))
        standing = [one for one in contest.candidacies if one.state in STANDING]
        self.candidacy_id.choices = choices([nobody, *((one.id, one.name) for one in standing)])
        endorsers = select(Body).join(Endorsement, Endorsement.endorser_body_id == Body.id).where(Endorsement.contest_id == contest.id)
        bodies = db.session.scalars(endorsers.distinct().order_by(Body.name_en)).all()
        self.body_id.choices = choices([nobody, *((body.id, body.name) for body in bodies)])

    def details(self) -> dict[str, Any]:
        """By the names of LABELS. What does not belong to the channel, or to whose name it is in, is left empty."""
        letter, behalf = self.channel.data is MailingChannel.LETTER, self.on_behalf.data
        return {
            "title": self.title.data, "channel": self.channel.data, "purpose": self.purpose.data, "on_behalf": behalf,
            "candidacy_id": self.candidacy_id.data if behalf is OnBehalf.CANDIDATE else None,
            "body_id": self.body_id.data if behalf is OnBehalf.ENDORSER else None,
            "service": self.service.data if letter else None, "hand_over_at": self.hand_over_at.instant if letter else None,
            "unit_cost": self.unit_cost.data or 0, "language_mode": self.language_mode.data, "supplied_by": self.supplied_by.data or "",
            "paid_by": self.paid_by.data or "", "counts_towards_allowance": self.counts_towards_allowance.data,
            "allowance_rule": self.allowance_rule.data or "",
        }  # fmt: skip
