"""Taking in what came back: a failure for good and a complaint end the sending to that address, anything else is noted."""

import hashlib
import logging
from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from config import Settings
from tracker.access.actor import SYSTEM
from tracker.electorate.models import RollEntry
from tracker.electorate.services import suppress_address
from tracker.extensions import db
from tracker.kernel import history, jobs, unit_of_work
from tracker.kernel.clock import now
from tracker.mailings.models import Bounce, Delivery
from tracker.mailings.reports import Report, ReportKind, read, waiting
from tracker.rules.electorate import SuppressionReason
from tracker.rules.mailings import BounceKind, DeliveryState

SENT = (DeliveryState.HANDED_OVER, DeliveryState.DELIVERED, DeliveryState.UNKNOWN, DeliveryState.RETURNED)
KINDS = {ReportKind.HARD: BounceKind.HARD, ReportKind.SOFT: BounceKind.SOFT, ReportKind.COMPLAINT: BounceKind.COMPLAINT}
ENDS = {BounceKind.HARD: SuppressionReason.HARD_BOUNCE, BounceKind.COMPLAINT: SuppressionReason.COMPLAINT}

log = logging.getLogger(__name__)
history.sentences(**{
    "deliveries.returned": _l("An e-mail came back: %(subject)s"),
    "deliveries.complained": _l("Somebody complained about an e-mail: %(subject)s"),
})


def take_in_reports() -> int:
    """Read what waits at BOUNCES_PATH; how many were new. Each in a unit of its own; one that breaks stays where it is."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.BOUNCES_PATH:
        return 0
    with jobs.alone("reports") as free:
        return _take_in(Path(settings.BOUNCES_PATH)) if free else 0


def _take_in(path: Path) -> int:
    taken = 0
    for letter in waiting(path):
        try:
            with unit_of_work.unit():
                taken += take_in(letter.raw)
        except SQLAlchemyError:
            log.exception("a report was not taken in; it stays where it is")
            continue
        letter.put_aside()
    return taken


def take_in(raw: bytes) -> bool:
    """Note one report, and end the sending where it says so; whether it was new. The same message counts once."""
    sha256 = hashlib.sha256(raw).hexdigest()
    if db.session.scalar(select(Bounce.id).where(Bounce.sha256 == sha256)):
        return False
    report = read(raw)
    delivery = _delivery_meant(report) if report else None
    kind = KINDS[report.kind] if report else BounceKind.UNREADABLE
    diagnostic = report.diagnostic if report else ""
    bounce = Bounce(
        delivery_id=delivery.id if delivery else None, kind=kind, diagnostic=diagnostic, sha256=sha256, received_at=now()
    )
    db.session.add(bounce)
    db.session.flush()
    if delivery and kind in ENDS:
        _end(delivery, kind, diagnostic)
    return True


def _delivery_meant(report: Report) -> Delivery | None:
    """The delivery a report is about: by the reference it quotes, else the last one to an address it names.

    Anybody can send a report. One that quotes no message of ours and names nobody we wrote to ends nothing.
    """
    sent = select(Delivery).join(Delivery.entry).where(Delivery.state.in_(SENT)).order_by(Delivery.id.desc()).limit(1)
    if report.references:
        return db.session.scalars(sent.where(Delivery.reference.in_(report.references))).first()
    if report.addresses:
        return db.session.scalars(sent.where(RollEntry.email_key.in_(sorted(report.addresses)))).first()
    return None


def _end(delivery: Delivery, kind: BounceKind, diagnostic: str) -> None:
    """Nothing more goes to the address; a failure for good also says what became of this message."""
    mailing = delivery.mailing
    suppress_address(SYSTEM, delivery.entry.email, ENDS[kind], source=f"{mailing.title} ({delivery.reference})")
    action = "deliveries.complained"
    if kind is BounceKind.HARD:
        action = "deliveries.returned"
        delivery.state, delivery.answer, delivery.answered_at = DeliveryState.RETURNED, diagnostic or delivery.answer, now()
    history.record(SYSTEM, action, delivery, contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id)


jobs.on_sweep(take_in_reports)
