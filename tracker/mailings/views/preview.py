"""Looking at what one recipient gets, and going on to the next."""

from typing import Any

from flask import request
from sqlalchemy import func, select

from tracker.access.permissions import Permission
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.answers import Answer
from tracker.kernel.guards import guard
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.personal import missing_values, parts
from tracker.mailings.queries.audience import reached
from tracker.mailings.queries.find import mailing_in
from tracker.mailings.views.room import ONE, blueprint, mailing_page
from tracker.rules.mailings import MailingState

UNPLANNED = "000000"
BEFORE_APPROVAL = frozenset({MailingState.DRAFT, MailingState.SUBMITTED})


@blueprint.get(f"{ONE}/preview")
@guard(Permission.READ_RECIPIENTS, mailing_in)
def preview(mailing: Mailing) -> Answer:
    """The mailing as the recipient at `?at=` (counted from 1) gets it."""
    total = _count(mailing)
    at = min(max(request.args.get("at", 1, type=int), 1), max(total, 1))
    found = _recipient(mailing, at) if total and mailing.content else None
    shown: dict[str, Any] = {} if found is None or mailing.content is None else {
        "entry": found[0], "reference": found[1], "parts": parts(mailing, mailing.content, *found),
        "missing": missing_values(mailing, mailing.content, *found),
    }  # fmt: skip
    return mailing_page("mailings/preview.html", mailing, at=at, total=total, **shown)


def _count(mailing: Mailing) -> int:
    if mailing.state not in BEFORE_APPROVAL:
        return mailing.recipient_count or 0
    if mailing.roll is None:
        return 0
    return db.session.scalar(reached(mailing).order_by(None).with_only_columns(func.count())) or 0


def _recipient(mailing: Mailing, at: int) -> tuple[RollEntry, str] | None:
    """The recipient at a place in the list, and the reference of their copy."""
    if mailing.state in BEFORE_APPROVAL:
        entry = db.session.scalars(reached(mailing).offset(at - 1).limit(1)).first()
        return (entry, UNPLANNED) if entry else None
    query = select(Delivery).where(Delivery.mailing_id == mailing.id).order_by(Delivery.id).offset(at - 1).limit(1)
    delivery = db.session.scalars(query).first()
    return (delivery.entry, delivery.reference) if delivery else None
