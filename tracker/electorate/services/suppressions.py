"""Keeping letters and messages from who must not get them, and letting them through again."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.access.actor import Actor
from tracker.electorate import hashing
from tracker.electorate.models import Suppression
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.electorate import Channel, SuppressionReason

history.sentences(**{
    "electorate.suppressed": _l("Nothing more is sent to: %(subject)s"),
    "electorate.suppression_lifted": _l("Mail is sent again to: %(subject)s"),
})


def suppress_address(
    actor: Actor, email: str, reason: SuppressionReason, *, source: str = "", contest_id: int | None = None
) -> Suppression:
    """Send nothing more to an e-mail address; one that is suppressed already stays as it is. The caller asked permission."""
    key = hashing.email_hash(hashing.salt(), email)
    return _suppress(actor, Channel.EMAIL, key, reason, source, contest_id)


def suppress_person(
    actor: Actor, channel: Channel, membership_number: str, reason: SuppressionReason, *, source: str = "",
    contest_id: int | None = None,
) -> Suppression:  # fmt: skip
    """Send nothing more to a person by `channel`, whatever the address. The caller asked permission."""
    key = hashing.number_hash(hashing.salt(), membership_number)
    return _suppress(actor, channel, key, reason, source, contest_id)


def lift(actor: Actor, suppression: Suppression, reason: str) -> None:
    """Send again: the person asked for it, or it was a mistake. The caller asked permission. Raises Refused."""
    if suppression.lifted_at is not None:
        raise Refused(gettext("This has been lifted already."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = history.changes(
        suppression, {"lifted_at": now(), "lifted_by_id": actor.account_id, "lifted_reason": reason}
    )
    history.record(
        actor, "electorate.suppression_lifted", suppression, reason=reason, contest_id=suppression.contest_id,
        difference={"lifted_at": difference["lifted_at"]},
    )  # fmt: skip


def _suppress(
    actor: Actor, channel: Channel, key: str, reason: SuppressionReason, source: str, contest_id: int | None
) -> Suppression:
    same = select(Suppression).where(
        Suppression.channel == channel, Suppression.key_hash == key, Suppression.lifted_at.is_(None),
        Suppression.contest_id.is_(None) if contest_id is None else Suppression.contest_id == contest_id,
    )  # fmt: skip
    known = db.session.scalars(same.limit(1)).first()
    if known is not None:
        return known
    added = Suppression(
        channel=channel, key_hash=key, reason=reason, source=source, contest_id=contest_id, added_at=now(), added_by_id=actor.account_id
    )
    db.session.add(added)
    db.session.flush()
    history.record(actor, "electorate.suppressed", added, contest_id=contest_id, difference={"reason": (None, reason)})
    return added
