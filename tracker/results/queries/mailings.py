"""What a declaration stops."""

from collections.abc import Sequence

from sqlalchemy import select

from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.mailings.models import Mailing
from tracker.mailings.states import OVER


def unsent(contest: Contest) -> Sequence[Mailing]:
    """The mailings of `contest` that are neither sent nor cancelled, in order."""
    query = select(Mailing).where(Mailing.contest_id == contest.id, Mailing.state.not_in(OVER))
    return db.session.scalars(query.order_by(Mailing.number)).all()
