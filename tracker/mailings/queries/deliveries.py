"""What became of the recipients of a mailing: counted so that it adds up, and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager

from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.mailings.models import Delivery, Mailing
from tracker.rules.mailings import DeliveryState, SkipReason

WAITING = frozenset({DeliveryState.PLANNED, DeliveryState.CLAIMED})
LATELY = timedelta(minutes=1)
SORTS = {
    "name": (RollEntry.last_name, RollEntry.first_name, Delivery.id), "state": (Delivery.state, Delivery.id),
    "answered": (Delivery.answered_at, Delivery.id),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """So many recipients in one state, for one reason."""

    state: DeliveryState
    reason: SkipReason | None
    count: int


@dataclass(frozen=True)
class Tally:
    """Every recipient counted once."""

    lines: Sequence[Line]

    @property
    def total(self) -> int:
        return sum(line.count for line in self.lines)

    @property
    def written_to(self) -> int:
        """How many of them the mailing went to or is to go to: all but those left out."""
        return self.total - self.of(DeliveryState.SKIPPED)

    @property
    def waiting(self) -> int:
        return sum(line.count for line in self.lines if line.state in WAITING)

    @property
    def through(self) -> int:
        return self.written_to - self.waiting

    def of(self, state: DeliveryState) -> int:
        """How many are in one state."""
        return sum(line.count for line in self.lines if line.state == state)


@dataclass(frozen=True)
class Asked:
    """What of the list is wanted."""

    state: DeliveryState | None = None
    reason: SkipReason | None = None
    text: str = ""


def tally(mailing: Mailing) -> Tally:
    """The recipients of a mailing by state and reason, in the order of a life."""
    rows = db.session.execute(
        select(Delivery.state, Delivery.skip_reason, func.count())
        .where(Delivery.mailing_id == mailing.id)
        .group_by(Delivery.state, Delivery.skip_reason)
    ).all()
    order = list(DeliveryState)
    return Tally(sorted((Line(*row) for row in rows), key=lambda line: (order.index(line.state), line.reason or "")))


def progress(mailing: Mailing) -> Tally:
    """The same by state alone, which the index of what waits answers without reading a row."""
    query = select(Delivery.state, func.count()).where(Delivery.mailing_id == mailing.id).group_by(Delivery.state)
    return Tally([Line(state, None, count) for state, count in db.session.execute(query)])


def minutes_left(mailing: Mailing, found: Tally) -> int | None:
    """How many minutes more it takes at the pace of the last one; None where nothing was sent in it."""
    since = now() - LATELY
    query = select(func.count()).where(Delivery.mailing_id == mailing.id, Delivery.answered_at > since, Delivery.state.not_in(WAITING))
    lately = db.session.scalar(query) or 0
    return -(-found.waiting // lately) if lately else None


def next_try_at(mailing: Mailing) -> datetime | None:
    """When the first of those that were put off is tried again."""
    query = select(func.min(Delivery.next_try_at)).where(Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.PLANNED)
    return db.session.scalar(query)


def listed(mailing: Mailing, asked: Asked) -> Select[Delivery]:
    """The deliveries of a mailing that answer what is asked, each with its person."""
    query = (
        select(Delivery).join(Delivery.entry).options(contains_eager(Delivery.entry)).where(Delivery.mailing_id == mailing.id)
    )
    if asked.state:
        query = query.where(Delivery.state == asked.state)
    if asked.reason:
        query = query.where(Delivery.skip_reason == asked.reason)
    for term in asked.text.split():
        query = query.where(or_(*(
            column.icontains(term, autoescape=True)
            for column in (RollEntry.first_name, RollEntry.last_name, RollEntry.email, RollEntry.membership_number, Delivery.reference)
        )))  # fmt: skip
    return query
