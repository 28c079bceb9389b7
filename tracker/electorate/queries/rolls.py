"""Frozen rolls."""

from collections.abc import Sequence

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from tracker.contests.models import Contest
from tracker.electorate.models import Roll
from tracker.extensions import db


def latest(contest: Contest) -> Roll | None:
    """The roll frozen last, if any was."""
    return db.session.scalars(select(Roll).where(Roll.contest_id == contest.id).order_by(Roll.number.desc()).limit(1)).first()


def all_rolls(contest: Contest) -> Sequence[Roll]:
    """Every roll of the contest, the newest first."""
    return db.session.scalars(select(Roll).where(Roll.contest_id == contest.id).order_by(Roll.number.desc())).all()


def roll_in(contest_slug: str, number: int) -> Roll:
    """The roll of that number, within its contest. Raises NotFound."""
    query = select(Roll).join(Roll.contest).where(Contest.slug == contest_slug, Roll.number == number)
    roll = db.session.scalars(query).one_or_none()
    if roll is None:
        raise NotFound
    return roll
