"""Who is next, and whether they may still be written to: asked in the moment before, of what is known then."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import ScalarSelect, Select, bindparam, exists, or_, select

from tracker.electorate.models import Elector, RollEntry, Suppression
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.mailings.models import Delivery, Mailing, SendingSwitch
from tracker.mailings.queries.audience import NEVER_REACHED
from tracker.rules.electorate import Channel, Eligibility, LetterLanguage, SuppressionReason
from tracker.rules.mailings import DeliveryState, MailingChannel, MailingState, Purpose, SkipReason


class Turn(NamedTuple):
    """A mailing whose turn it is."""

    mailing_id: int
    contest_id: int
    purpose: Purpose


class Due(NamedTuple):
    """A recipient whose turn it is, with what is known of them now."""

    delivery_id: int
    reference: str
    language: LetterLanguage
    attempts: int
    entry: RollEntry
    eligibility: Eligibility
    held_at: datetime | None
    consent: bool | None
    suppressed: SuppressionReason | None


def turns() -> list[Turn]:
    """The mailings being sent now, unless sending is off: those that inform before those that campaign."""
    return [Turn(*row) for row in db.session.execute(TURNS)]


def next_due(turn: Turn) -> Due | None:
    """The next recipient of a mailing that is still being sent, kept from other workers until this unit ends."""
    asked = {"mailing": turn.mailing_id, "contest": turn.contest_id, "at": now()}
    row = db.session.execute(_due(campaigns=turn.purpose is Purpose.CAMPAIGN), asked).first()
    return Due(*row) if row is not None else None


def why_left_out(turn: Turn, due: Due) -> tuple[SkipReason, str] | None:
    """Why a planned recipient is not written to after all, with what is recorded of it; None for the usual case."""
    if due.eligibility is not Eligibility.ELIGIBLE:
        return SkipReason.NOT_ELIGIBLE, due.eligibility.value
    if due.held_at is not None:
        return SkipReason.HELD, ""
    if not due.entry.email:
        return SkipReason.NO_ADDRESS, ""
    if due.suppressed is not None:
        return SkipReason.SUPPRESSED, due.suppressed.value
    if turn.purpose is Purpose.CAMPAIGN and due.consent is not True:
        return SkipReason.NO_CONSENT, ""
    return None


def _suppressed(*, campaigns: bool) -> ScalarSelect[SuppressionReason]:
    """Why the address or the person must not be written to now; only what even a ballot notice obeys, unless it campaigns."""
    live = select(Suppression.reason).where(
        Suppression.channel == Channel.EMAIL, Suppression.lifted_at.is_(None),
        Suppression.key_hash.in_((RollEntry.number_hash, RollEntry.email_hash)),
        or_(Suppression.contest_id.is_(None), Suppression.contest_id == bindparam("contest")),
    )  # fmt: skip
    if not campaigns:
        live = live.where(Suppression.reason.in_(NEVER_REACHED))
    return live.limit(1).correlate(RollEntry).scalar_subquery()


@cache  # built when first asked for: the web server never asks
def _due(
    *, campaigns: bool
) -> Select[int, str, LetterLanguage, int, RollEntry, Eligibility, datetime | None, bool | None, SuppressionReason]:
    return (
        select(
            Delivery.id, Delivery.reference, Delivery.language, Delivery.attempts, RollEntry,
            Elector.eligibility, Elector.contact_held_at, Elector.email_consent, _suppressed(campaigns=campaigns).label("suppressed"),
        )
        .join(Delivery.entry)
        .join(Elector, Elector.id == RollEntry.elector_id)
        .where(
            exists().where(Mailing.id == bindparam("mailing"), Mailing.state == MailingState.SENDING),
            exists().where(SendingSwitch.is_on.is_(True)),
            Delivery.mailing_id == bindparam("mailing"), Delivery.state == DeliveryState.PLANNED, Delivery.next_try_at <= bindparam("at")
        )
        .order_by(Delivery.next_try_at, Delivery.id)
        .limit(1)
        .with_for_update(of=Delivery, skip_locked=True)
    )  # fmt: skip


TURNS = (
    select(Mailing.id, Mailing.contest_id, Mailing.purpose)
    .join(SendingSwitch, SendingSwitch.is_on.is_(True))
    .where(Mailing.state == MailingState.SENDING, Mailing.channel == MailingChannel.EMAIL)
    .order_by(Mailing.purpose == Purpose.CAMPAIGN, Mailing.id)
)
