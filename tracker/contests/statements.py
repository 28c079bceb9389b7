"""A candidate's statement: how its words are counted, and until when it may be changed."""

import re
from datetime import UTC, datetime, time

from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy, Stage
from tracker.kernel.clock import from_local, now
from tracker.kernel.formats import moment
from tracker.rules.contests import ContestState
from tracker.rules.roles import Role

DEADLINE = "candidate_statement_deadline"
BEFORE_THE_BALLOT = frozenset({ContestState.DRAFT, ContestState.ANNOUNCED, ContestState.APPLICATIONS, ContestState.SHORTLISTED})
END_OF_DAY = time(23, 59)
_BETWEEN_WORDS = re.compile(r"[\s\u2013\u2014/]+")


def count_words(text: str) -> int:
    """The number of words in `text`. Apostrophes and hyphens join: "i'r", "Pen-y-bont" and "D’Arcy" are one word each.

    A dash or a slash between words parts them; signs standing alone are no words.
    """
    return sum(any(character.isalnum() for character in part) for part in _BETWEEN_WORDS.split(text))


def deadline_of(candidacy: Candidacy) -> datetime | None:
    """The instant after which the candidate no longer changes the statement; None without a timetable."""
    stages = [stage for stage in candidacy.contest.stages if stage.key == DEADLINE and stage.cancelled_at is None]
    return ends_at(stages[0]) if stages else None


def ends_at(stage: Stage) -> datetime | None:
    """The instant at which the day of `stage` ends for whoever must be in time: its hour, else the end of the day."""
    if stage.stands_on is None:
        return None
    at = time.fromisoformat(stage.stands_at) if stage.stands_at else END_OF_DAY
    return from_local(datetime.combine(stage.stands_on, at)).astimezone(UTC)


def why_closed(actor: Actor, candidacy: Candidacy) -> str | None:
    """Why `actor` may not change the statement any more, or None while it may be changed.

    A candidate and their agent are held to the deadline and the locked list; an officer mends it until the ballot opens.
    """
    if candidacy.contest.state not in BEFORE_THE_BALLOT:
        return str(gettext("The ballot has opened or the contest has ended: the statement is fixed."))
    own = candidacy.id in actor.candidacies_as(Role.CANDIDATE, Role.AGENT)
    if not own:
        return None
    if candidacy.contest.candidates_locked_at is not None:
        return str(gettext("The candidate list is locked: the statement is fixed."))
    deadline = deadline_of(candidacy)
    if deadline is not None and now() > deadline:
        return str(gettext("The time for statements ended: %(moment)s", moment=moment(deadline)))
    return None
