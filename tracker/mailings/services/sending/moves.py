"""What the workers themselves decide about a mailing: it begins at its hour, it is held, it is through."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select, update

from tracker.access.actor import SYSTEM
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.pausing import held, in_words
from tracker.mailings.services.approving import refuse_without_approval
from tracker.mailings.states import MAILING
from tracker.rules.mailings import DeliveryState, MailingChannel, MailingState
from tracker.rules.sending import HoldReason, is_stale

OPEN = (DeliveryState.PLANNED, DeliveryState.CLAIMED)


def being_sent() -> ColumnElement[bool]:
    """Whether a mailing is an e-mail that is being sent."""
    return and_(Mailing.state == MailingState.SENDING, Mailing.channel == MailingChannel.EMAIL)


def begin_what_is_due() -> None:
    """Begin every mailing whose hour has come, and hold those whose hour is long past."""
    _each(and_(Mailing.state == MailingState.SCHEDULED, Mailing.channel == MailingChannel.EMAIL, Mailing.scheduled_for <= now()), _begin)


def _begin(mailing: Mailing) -> None:
    due = mailing.scheduled_for or now()
    if is_stale(due, now()):
        hold(mailing, HoldReason.TOO_LATE, due.isoformat())
        return
    try:
        refuse_without_approval(mailing)
    except Refused as refusal:
        hold(mailing, HoldReason.UNREADY, str(refusal.message))
    else:
        MAILING.apply(SYSTEM, mailing, "begin", at=now(), contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id)


def let_the_planned_go() -> None:
    """Whoever is planned in a mailing that is being sent may be written to from now on."""
    with unit_of_work.unit():
        db.session.execute(
            update(Delivery)
            .where(
                Delivery.mailing_id.in_(select(Mailing.id).where(being_sent())),
                Delivery.state == DeliveryState.PLANNED, Delivery.next_try_at.is_(None),
            )
            .values(next_try_at=now()),
            execution_options={"synchronize_session": False},
        )  # fmt: skip


def hold_after_absence(since: datetime | None) -> None:
    """Hold what was being sent when the last worker was here, if that is long ago."""
    if since is not None and is_stale(since, now()):
        hold_everything(HoldReason.NOBODY_THERE, since.isoformat())


def hold_everything(reason: HoldReason, detail: str) -> None:
    """Hold every e-mail being sent, for a reason people read. In units of their own."""
    _each(being_sent(), lambda mailing: hold(mailing, reason, detail))


def hold(mailing: Mailing, reason: HoldReason, detail: str) -> None:
    """Hold one mailing until a person lets it go on."""
    kept = held(reason, detail)
    MAILING.apply(
        SYSTEM, mailing, "hold", reason=in_words(kept), changed={"paused_reason": kept},
        contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id,
    )  # fmt: skip


def finish_what_is_through() -> None:
    """Let every mailing be sent in which nobody is left to write to. Those whose outcome is unknown stay on its page."""
    nobody_left = ~exists().where(Delivery.mailing_id == Mailing.id, Delivery.state.in_(OPEN))
    _each(and_(being_sent(), nobody_left), _finish)


def _finish(mailing: Mailing) -> None:
    MAILING.apply(SYSTEM, mailing, "finish", at=now(), contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id)


def _each(condition: ColumnElement[bool], move: Callable[[Mailing], None]) -> None:
    """Move every mailing of that kind, each in a unit of its own; another worker or a person who was first is right."""
    found = db.session.scalars(select(Mailing.id).where(condition).order_by(Mailing.id)).all()
    db.session.rollback()
    for mailing_id in found:
        try:
            with unit_of_work.unit():
                move(db.session.get_one(Mailing, mailing_id, populate_existing=True))
        except Refused:
            continue
