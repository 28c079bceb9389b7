"""What of the e-mails being sent is stuck, and why."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select

from tracker.extensions import db
from tracker.kernel.clock import local, now
from tracker.kernel.doctor import Finding, check, fine, ill, poorly
from tracker.mailings.models import Delivery, Mailing, SendingSwitch
from tracker.mailings.pausing import in_words
from tracker.mailings.queries.deliveries import next_try_at, tally
from tracker.rules.mailings import DeliveryState, MailingChannel, MailingState

CHECK = "sending"
LONGEST_BEAT = timedelta(minutes=2)
LONGEST_CLAIM = timedelta(minutes=5)
ON_THE_WAY = (MailingState.SCHEDULED, MailingState.SENDING, MailingState.PAUSED)
NO_WORKER = "See that `flask worker` runs (`flask serve` starts one) and what it says."


@check(CHECK)
def sending() -> Iterator[Finding]:
    """The switch, the workers, each mailing on its way, what waits for a person."""
    switch = db.session.scalars(select(SendingSwitch)).one_or_none()
    mailings = db.session.scalars(
        select(Mailing).where(Mailing.channel == MailingChannel.EMAIL, Mailing.state.in_(ON_THE_WAY)).order_by(Mailing.id)
    ).all()
    yield from _switch(switch)
    yield _workers(switch, bool(mailings))
    for mailing in mailings:
        yield _mailing(mailing)
    yield from _left_open()


def _switch(switch: SendingSwitch | None) -> Iterator[Finding]:
    if switch is not None and not switch.is_on:
        said = f"sending is off since {_moment(switch.changed_at)}: {in_words(switch.reason)}"
        yield ill(CHECK, said, "An administrator or returning officer turns it on: /sending")


def _workers(switch: SendingSwitch | None, is_needed: bool) -> Finding:
    if switch is None or switch.beat_at is None:
        found = "no worker has ever looked whether there is anything to send"
    elif now() - switch.beat_at > LONGEST_BEAT:
        found = f"no worker has looked since {_moment(switch.beat_at)}"
    else:
        return fine(CHECK, f"a worker last looked at {local(switch.beat_at):%H:%M:%S}")
    return ill(CHECK, found, NO_WORKER) if is_needed else poorly(CHECK, found, NO_WORKER)


def _mailing(mailing: Mailing) -> Finding:
    found = tally(mailing)
    said = f"{mailing.contest.slug} no. {mailing.number}: {found.through} of {found.written_to} through"
    if mailing.state is MailingState.PAUSED:
        why = in_words(mailing.paused_reason) or "by a person"
        return poorly(CHECK, f"{said}, paused: {why}", "Let it go on or cancel it on its page.")
    if mailing.state is MailingState.SCHEDULED:
        begins = mailing.scheduled_for
        return fine(CHECK, f"{said}, begins {_moment(begins)}" if begins else said)
    again = next_try_at(mailing)
    if again is not None and again > now():
        return fine(CHECK, f"{said}; the others wait for the mail server or the set rate until {_moment(again)}")
    return fine(CHECK, said)


def _left_open() -> Iterator[Finding]:
    """Conversations that take too long, and outcomes nobody knows."""
    for_long = select(func.count()).where(Delivery.state == DeliveryState.CLAIMED, Delivery.claimed_at < now() - LONGEST_CLAIM)
    if count := db.session.scalar(for_long):
        yield poorly(CHECK, f"{count} recipients have been in hand for minutes", NO_WORKER)
    unknown = select(func.count()).where(Delivery.state == DeliveryState.UNKNOWN)
    if count := db.session.scalar(unknown):
        yield poorly(CHECK, f"{count} outcomes are unknown", "Decide on the mailing's page of recipients: none is sent again by itself.")


def _moment(instant: datetime) -> str:
    return f"{local(instant):%A %d %B %H:%M}"
