"""Post that came back: found by the reference on the letter; the person is written to by post no more."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.electorate import services as electorate
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.mailings.models import Delivery, Mailing
from tracker.rules.electorate import Channel, SuppressionReason
from tracker.rules.mailings import DeliveryState, MailingChannel

REASONS = (SuppressionReason.GONE_AWAY, SuppressionReason.REFUSED, SuppressionReason.DECEASED)
MOST_AT_ONCE = 10_000

history.sentences(**{"mailings.returned": _l("Letter came back: %(subject)s")})


@dataclass
class Returned:
    """What became of the references given: letters recorded, those recorded before, and references of no posted letter."""

    recorded: int = 0
    before: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def record_returned(actor: Actor, contest: Contest, references: Iterable[str], reason: SuppressionReason) -> Returned:
    """Record that these letters of a contest came back. Raises Refused for another reason, for none and for too many."""
    require(actor, Permission.RESOLVE_DELIVERIES, contest)
    if reason not in REASONS:
        raise Refused(gettext("Choose why the letters came back."), "reason")
    wanted = list(dict.fromkeys(text for reference in references if (text := _plain(reference))))
    if not wanted:
        raise Refused(gettext("Enter the references printed on the letters, one on a line."), "references")
    if len(wanted) > MOST_AT_ONCE:
        raise Refused(gettext("Record at most %(most)s letters at once.", most=MOST_AT_ONCE), "references")
    told = Returned()
    for reference in wanted:
        _record(actor, contest, reference, reason, told)
    return told


def _record(actor: Actor, contest: Contest, reference: str, reason: SuppressionReason, told: Returned) -> None:
    delivery = _posted(contest, reference)
    if delivery is None:
        told.unknown.append(reference)
    elif delivery.state is DeliveryState.RETURNED:
        told.before.append(reference)
    else:
        _came_back(actor, delivery, reason)
        told.recorded += 1


def _posted(contest: Contest, reference: str) -> Delivery | None:
    query = select(Delivery).join(Delivery.mailing).where(
        Delivery.reference == reference, Mailing.contest_id == contest.id, Mailing.channel == MailingChannel.LETTER,
        Delivery.state.in_((DeliveryState.HANDED_OVER, DeliveryState.RETURNED)),
    )  # fmt: skip
    return db.session.scalars(query).one_or_none()


def _came_back(actor: Actor, delivery: Delivery, reason: SuppressionReason) -> None:
    difference = history.changes(delivery, {"state": DeliveryState.RETURNED, "answered_at": now(), "answer": reason.value})
    history.record(
        actor, "mailings.returned", delivery, contest_id=delivery.mailing.contest_id, candidacy_id=delivery.mailing.candidacy_id,
        difference={"state": difference["state"], "reason": (None, reason)},
    )  # fmt: skip
    number = delivery.entry.membership_number
    electorate.suppress_person(actor, Channel.POST, number, reason, source=f"{delivery.mailing.label}: {delivery.reference}")


def _plain(reference: str) -> str:
    """As it was printed, however it was typed."""
    return reference.strip().strip("\"'").lower()
