"""Somebody wants no more of it: done at once, for ever, by the link in their e-mail alone."""

from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.electorate.models import Suppression
from tracker.electorate.queries.suppressions import live_of
from tracker.electorate.services import suppress_address, suppress_person
from tracker.extensions import db
from tracker.kernel import history
from tracker.mailings import unsubscribe_links
from tracker.mailings.models import Delivery
from tracker.rules.electorate import Channel, SuppressionReason

RECIPIENT = Actor(account_id=None, name="A recipient")

history.sentences(**{"mailings.unsubscribed": _l("Somebody unsubscribed from campaign e-mails: %(subject)s")})


def delivery_of_link(token: str) -> Delivery | None:
    """The delivery whose e-mail carried the link; None for a link that was never made here."""
    delivery_id = unsubscribe_links.delivery_of(token)
    return db.session.get(Delivery, delivery_id) if delivery_id else None


def has_unsubscribed(delivery: Delivery) -> bool:
    """Whether the person gets no campaign e-mails any more."""
    return bool(_keeping_away(delivery))


def unsubscribe(delivery: Delivery) -> None:
    """Send the person no campaign e-mail any more, under this address or another. Done again, it changes nothing."""
    if _keeping_away(delivery):
        return
    entry, source = delivery.entry, f"{delivery.mailing.title} ({delivery.reference})"
    suppress_address(RECIPIENT, entry.email, SuppressionReason.UNSUBSCRIBED, source=source)
    suppress_person(RECIPIENT, Channel.EMAIL, entry.membership_number, SuppressionReason.UNSUBSCRIBED, source=source)
    mailing = delivery.mailing
    history.record(RECIPIENT, "mailings.unsubscribed", delivery, contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id)


def _keeping_away(delivery: Delivery) -> list[Suppression]:
    by_choice = {SuppressionReason.UNSUBSCRIBED, SuppressionReason.COMPLAINT}
    return [one for one in live_of(delivery.entry, Channel.EMAIL) if one.reason in by_choice]
