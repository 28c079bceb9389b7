"""Whom a mailing is for: what people must be, and what leaves them out."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import Optional

from tracker.directory.models import Area
from tracker.electorate.models import Roll, RollEntry
from tracker.electorate.queries.rolls import all_rolls
from tracker.extensions import db
from tracker.kernel.formats import day
from tracker.kernel.forms import ChecksField, TrackerForm, choices
from tracker.kernel.words import words_of
from tracker.mailings.forms.details import _number
from tracker.mailings.models import Mailing
from tracker.rules.audience import Audience, Filters
from tracker.rules.electorate import LetterLanguage, VoterClass

SIDES = ("include", "exclude")
ASKED = ("voter_classes", "languages", "council_ids", "branches", "had_mailing_ids", "supporter_of_ids")


class AudienceForm(TrackerForm):
    """The frozen roll, and for each side of the audience the same filters."""

    roll_id = SelectField(_l("Frozen roll"), [Optional()], coerce=_number)
    include_voter_classes = ChecksField(_l("Voter class"), [Optional()])
    include_languages = ChecksField(_l("Language"), [Optional()])
    include_council_ids = ChecksField(_l("Council area"), [Optional()], coerce=int)
    include_branches = SelectMultipleField(_l("Branch"), [Optional()])
    include_had_mailing_ids = ChecksField(_l("Has had"), [Optional()], coerce=int)
    include_supporter_of_ids = ChecksField(_l("Supports"), [Optional()], coerce=int)
    exclude_voter_classes = ChecksField(_l("Voter class"), [Optional()])
    exclude_languages = ChecksField(_l("Language"), [Optional()])
    exclude_council_ids = ChecksField(_l("Council area"), [Optional()], coerce=int)
    exclude_branches = SelectMultipleField(_l("Branch"), [Optional()])
    exclude_had_mailing_ids = ChecksField(_l("Has had"), [Optional()], coerce=int)
    exclude_supporter_of_ids = ChecksField(_l("Supports"), [Optional()], coerce=int)

    def offer(self, mailing: Mailing, rolls: list[Roll]) -> None:
        """Give the lists to choose from: what there is on the roll, and in the contest."""
        self.roll_id.choices = choices((roll.id, f"{roll.number} · {day(roll.frozen_at)} · {roll.eligible_count:,}") for roll in rolls)
        offered = _choices(mailing)
        for side in SIDES:
            for name in ASKED:
                self[f"{side}_{name}"].choices = choices(offered[name])

    @property
    def chosen(self) -> Audience:
        """The audience as ticked."""
        sides = {side: Filters(**{name: tuple(self[f"{side}_{name}"].data or ()) for name in ASKED}) for side in SIDES}
        return Audience(include=sides["include"], exclude=sides["exclude"])


def filled(mailing: Mailing) -> AudienceForm:
    """The form with what the mailing says now, its choices given."""
    stored = Audience.of(mailing.audience)
    rolls = list(all_rolls(mailing.contest))
    given: dict[str, Any] = {
        f"{side}_{name}": list(getattr(getattr(stored, side), name)) for side in SIDES for name in ASKED
    }
    given["roll_id"] = mailing.roll_id or (rolls[0].id if rolls else None)
    form = AudienceForm(data={**given, "version": mailing.version})
    form.offer(mailing, rolls)
    return form


def _choices(mailing: Mailing) -> dict[str, list[tuple[Any, Any]]]:
    roll = mailing.roll or next(iter(all_rolls(mailing.contest)), None)
    on_roll = RollEntry.roll_id == (roll.id if roll else 0)
    branches = db.session.scalars(select(RollEntry.branch).where(on_roll, RollEntry.branch != "").distinct().order_by(RollEntry.branch))
    councils = db.session.scalars(select(Area).where(Area.gss.in_(select(RollEntry.council_gss).where(on_roll))).order_by(Area.name_en))
    others = select(Mailing).where(Mailing.contest_id == mailing.contest_id, Mailing.id != mailing.id).order_by(Mailing.number)
    return {
        "voter_classes": [(one.value, text) for one, text in words_of(VoterClass).items()],
        "languages": [(one.value, text) for one, text in words_of(LetterLanguage).items()],
        "council_ids": [(area.id, area.name) for area in councils],
        "branches": [(branch, branch) for branch in branches],
        "had_mailing_ids": [(one.id, one.title) for one in db.session.scalars(others)],
        "supporter_of_ids": [(mailing.candidacy_id, mailing.candidacy.name)] if mailing.candidacy else [],
    }
