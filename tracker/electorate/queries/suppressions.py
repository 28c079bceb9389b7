"""Who must not be written to, asked of roll entries."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from werkzeug.exceptions import NotFound

from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate.models import RollEntry, Suppression
from tracker.extensions import db
from tracker.rules.electorate import Channel, SuppressionReason


def _live(channel: Channel, contest_id: int | None) -> Select[Suppression]:
    everywhere = Suppression.contest_id.is_(None)
    here = everywhere if contest_id is None else or_(everywhere, Suppression.contest_id == contest_id)
    return select(Suppression).where(Suppression.channel == channel, Suppression.lifted_at.is_(None), here)


def suppressed(
    channel: Channel, contest_id: int | None = None, reasons: Sequence[SuppressionReason] | None = None
) -> ColumnElement[bool]:
    """Whether a roll entry's person must not be written to by `channel`: by address or by membership number.

    True of suppressions that hold everywhere, and of those of the contest `contest_id`; with `reasons`, of those alone.
    """
    live = _live(channel, contest_id)
    if reasons is not None:
        live = live.where(Suppression.reason.in_(reasons))
    hashes = live.with_only_columns(Suppression.key_hash)
    by_number = RollEntry.number_hash.in_(hashes)
    return or_(by_number, RollEntry.email_hash.in_(hashes)) if channel is Channel.EMAIL else by_number


def live_of(entry: RollEntry, channel: Channel) -> Sequence[Suppression]:
    """The suppressions that keep `channel` from one person, the newest first."""
    keys = [key for key in (entry.number_hash, entry.email_hash) if key]
    query = _live(channel, entry.roll.contest_id).where(Suppression.key_hash.in_(keys))
    return db.session.scalars(query.order_by(Suppression.id.desc())).all()


def listed(contest: Contest) -> Select[Suppression]:
    """Every suppression that bears on a contest, lifted ones included."""
    return select(Suppression).where(or_(Suppression.contest_id.is_(None), Suppression.contest_id == contest.id))


def suppression_in(suppression_id: int, contest_slug: str) -> tuple[Suppression, Contest]:
    """The suppression of that number, with the contest on which it bears. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    found = db.session.scalars(listed(contest).where(Suppression.id == suppression_id)).one_or_none()
    if found is None:
        raise NotFound
    return found, contest
