"""Workers that are no more: what they had in hand becomes unknown, and waits for a person."""

from sqlalchemy import select, update

from tracker.extensions import db
from tracker.kernel import jobs, unit_of_work
from tracker.mailings.models import Delivery
from tracker.rules.mailings import DeliveryState

LOCK = "sending-"
WORKER_ENDED = "the worker ended before the mail server's answer was recorded"


def give_up_the_dead(myself: str) -> int:
    """Let every conversation of a worker that has ended be unknown; how many. A worker holds its lock while it converses."""
    in_hand = select(Delivery.claimed_by).where(Delivery.state == DeliveryState.CLAIMED, Delivery.claimed_by != myself).distinct()
    workers = db.session.scalars(in_hand).all()
    db.session.rollback()
    return sum(_give_up(worker) for worker in workers)


def _give_up(worker: str) -> int:
    with jobs.alone(LOCK + worker) as has_ended:
        if not has_ended:
            return 0
        with unit_of_work.unit():
            left_open = (
                update(Delivery)
                .where(Delivery.state == DeliveryState.CLAIMED, Delivery.claimed_by == worker)
                .values(state=DeliveryState.UNKNOWN, claimed_by="", answer=WORKER_ENDED)
                .returning(Delivery.id)
            )
            return len(db.session.scalars(left_open, execution_options={"synchronize_session": False}).all())
