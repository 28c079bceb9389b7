"""Adopted plans."""

from collections.abc import Sequence

from sqlalchemy import select

from tracker.ballots.models import AdoptedPlan
from tracker.contests.models import Contest
from tracker.extensions import db


def adopted(contest: Contest) -> AdoptedPlan | None:
    """The plan that stands, if any was adopted."""
    return next(iter(all_adopted(contest)), None)


def all_adopted(contest: Contest) -> Sequence[AdoptedPlan]:
    """Every plan adopted, the newest first."""
    return db.session.scalars(select(AdoptedPlan).where(AdoptedPlan.contest_id == contest.id).order_by(AdoptedPlan.number.desc())).all()
