"""Finding mailings within their contest; the loaders guards use."""

from sqlalchemy import Select, select
from werkzeug.exceptions import NotFound

from tracker.access.actor import Actor
from tracker.access.can import where_can
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.mailings.models import Mailing, mailing_columns


def mailing_in(contest_slug: str, number: int) -> Mailing:
    """The mailing of that number, within its contest. Raises NotFound."""
    query = select(Mailing).join(Mailing.contest).where(Contest.slug == contest_slug, Mailing.number == number)
    mailing = db.session.scalars(query).one_or_none()
    if mailing is None:
        raise NotFound
    return mailing


def readable(actor: Actor, contest: Contest) -> Select[Mailing]:
    """The mailings of a contest that `actor` may read."""
    allowed = where_can(actor, Permission.READ_MAILING, mailing_columns())
    return select(Mailing).join(Mailing.contest).where(Mailing.contest_id == contest.id, allowed)
