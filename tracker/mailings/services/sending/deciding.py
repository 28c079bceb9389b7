"""What a named person decides where a crash or a lost connection left an outcome open, and about those the server refused."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.states import MAILING
from tracker.rules.mailings import DeliveryState, MailingState, Resolution

STATES = {
    Resolution.COUNT_AS_SENT: DeliveryState.HANDED_OVER,
    Resolution.SEND_AGAIN: DeliveryState.PLANNED,
    Resolution.GIVE_UP: DeliveryState.FAILED,
}

history.sentences(**{
    "deliveries.decided": _l("Unknown outcomes decided: %(subject)s"),
    "deliveries.tried_again": _l("Refused messages planned again: %(subject)s"),
})


def decide(actor: Actor, mailing: Mailing, deliveries: Sequence[int], resolution: Resolution, reason: str) -> int:
    """Decide about these deliveries of a mailing whose outcome is unknown; how many. Raises Refused.

    `SEND_AGAIN` is the one way a message can reach a person twice: it is never done but here.
    """
    require(actor, Permission.RESOLVE_DELIVERIES, mailing)
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    if resolution is Resolution.SEND_AGAIN:
        _reopen(actor, mailing, reason)
    open_ones = select(Delivery.id).where(
        Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.UNKNOWN, Delivery.id.in_(deliveries)
    )
    count = _set(
        list(db.session.scalars(open_ones.with_for_update())),
        state=STATES[resolution], resolution=resolution, resolved_at=now(), resolved_by_id=actor.account_id, resolved_reason=reason,
    )  # fmt: skip
    if not count:
        raise Refused(gettext("Nothing is left to decide here: choose at least one whose outcome is unknown."))
    _tell(actor, "deliveries.decided", mailing, resolution.value, count, reason)
    return count


def decide_all(actor: Actor, mailing: Mailing, resolution: Resolution, reason: str) -> int:
    """Decide the same about every delivery of the mailing whose outcome is unknown; how many. Raises Refused."""
    unknown = select(Delivery.id).where(Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.UNKNOWN)
    return decide(actor, mailing, db.session.scalars(unknown).all(), resolution, reason)


def try_again(actor: Actor, mailing: Mailing, reason: str) -> int:
    """Plan again everybody whose message the server certainly did not take; how many. Raises Refused."""
    require(actor, Permission.RESOLVE_DELIVERIES, mailing)
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    _reopen(actor, mailing, reason)
    failed = select(Delivery.id).where(
        Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.FAILED, Delivery.resolution.is_(None)
    )
    count = _set(list(db.session.scalars(failed.with_for_update())), state=DeliveryState.PLANNED, attempts=0)
    if not count:
        raise Refused(gettext("No message of this mailing was refused."))
    _tell(actor, "deliveries.tried_again", mailing, DeliveryState.PLANNED.value, count, reason)
    return count


def _reopen(actor: Actor, mailing: Mailing, reason: str) -> None:
    """A mailing that was through is sent again to those who are planned anew; a cancelled one is not."""
    if mailing.state is MailingState.SENT:
        MAILING.apply(actor, mailing, "again", reason=reason, contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id)
    elif mailing.state not in {MailingState.SENDING, MailingState.PAUSED}:
        raise Refused(gettext("This mailing was cancelled, so nobody can be sent it again. Begin a new one for these people."))


def _set(deliveries: Sequence[int], **values: object) -> int:
    for start in range(0, len(deliveries), 500):
        these = deliveries[start : start + 500]
        db.session.execute(
            update(Delivery).where(Delivery.id.in_(these)).values(next_try_at=None, **values),
            execution_options={"synchronize_session": False},
        )
    db.session.expire_all()
    return len(deliveries)


def _tell(actor: Actor, action: str, mailing: Mailing, what: str, count: int, reason: str) -> None:
    history.record(
        actor, action, mailing, reason=reason, difference={what: (None, count)},
        contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id,
    )  # fmt: skip
