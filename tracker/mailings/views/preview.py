"""Looking at what one recipient gets, and going on to the next."""

from functools import lru_cache
from typing import Any

from flask import make_response, request
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from tracker.access.permissions import Permission
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.answers import Answer
from tracker.kernel.guards import guard
from tracker.letters import checking, rendering
from tracker.letters.failures import LettersNotMade
from tracker.letters.letter import Letter
from tracker.mailings.emails import email_for
from tracker.mailings.letters import letter_for, signature_of
from tracker.mailings.messages import Email
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
    if shown and mailing.is_letter:
        shown.update(_as_printed(mailing, shown["entry"], shown["reference"]))
    elif shown:
        shown["email"] = _email(mailing, shown["entry"], shown["reference"])
    return mailing_page("mailings/preview.html", mailing, at=at, total=total, **shown)


@blueprint.get(f"{ONE}/preview/letter.pdf")
@guard(Permission.READ_RECIPIENTS, mailing_in)
def preview_file(mailing: Mailing) -> Response:
    """The letter of the recipient at `?at=` as the PDF that would be printed."""
    answer = make_response(rendering.preview(_letter(mailing)))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return answer


@blueprint.get(f"{ONE}/preview/message.eml")
@guard(Permission.READ_RECIPIENTS, mailing_in)
def preview_message(mailing: Mailing) -> Response:
    """The e-mail of the recipient at `?at=` with all its headers, to open in a mail program."""
    at = max(request.args.get("at", 1, type=int), 1)
    found = _recipient(mailing, at) if not mailing.is_letter and mailing.content and at <= _count(mailing) else None
    message = _email(mailing, *found) if found else None
    if message is None:
        raise NotFound
    answer = make_response(message.as_bytes())
    answer.headers["Content-Type"] = "message/rfc822"
    answer.headers["Content-Disposition"] = 'attachment; filename="message.eml"'
    return answer


@blueprint.get(f"{ONE}/preview/pages/<id:page>")
@guard(Permission.READ_RECIPIENTS, mailing_in)
def preview_page(mailing: Mailing, page: int) -> Response:
    """One page of that letter as a picture."""
    pages = _pages(_letter(mailing))
    if page > len(pages):
        raise NotFound
    answer = make_response(pages[page - 1])
    answer.headers["Content-Type"] = "image/png"
    return answer


@lru_cache(maxsize=4)  # the page asks for the count, and then for each page by itself
def _pages(letter: Letter) -> tuple[bytes, ...]:
    return tuple(rendering.preview_pages(letter))


def _letter(mailing: Mailing) -> Letter:
    """The letter of the recipient at `?at=`. Raises NotFound where there is none."""
    content = mailing.content
    at = max(request.args.get("at", 1, type=int), 1)
    found = _recipient(mailing, at) if mailing.is_letter and content and at <= _count(mailing) else None
    if found is None or content is None:
        raise NotFound
    return letter_for(mailing, content, *found, signature_of(content))


def _as_printed(mailing: Mailing, entry: RollEntry, reference: str) -> dict[str, Any]:
    """How many pages a letter has, and what keeps it from being printed."""
    if mailing.content is None:
        return {}
    letter = letter_for(mailing, mailing.content, entry, reference, signature_of(mailing.content))
    try:
        return {"pages": len(_pages(letter)), "problems": checking.problems(letter)}
    except LettersNotMade as failure:
        return {"pages": 0, "problems": [failure]}


def _email(mailing: Mailing, entry: RollEntry, reference: str) -> Email | None:
    """The e-mail as it would go out; None for an address no server could take."""
    try:
        return email_for(mailing, mailing.content, entry, reference) if mailing.content else None
    except ValueError:
        return None


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
