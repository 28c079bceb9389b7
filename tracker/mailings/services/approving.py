"""Moving a mailing: submitted, approved by a second person with its list fixed, taken back, scheduled, stopped."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from flask_babel import gettext
from sqlalchemy import String, Table, delete, select, type_coerce, update

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.bulk import pour
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.queries.audience import everybody, why_left_out
from tracker.mailings.references import references
from tracker.mailings.services.printing import ask_for_letters
from tracker.mailings.states import MAILING
from tracker.rules.mailings import DeliveryState, SkipReason

BATCH = 5_000
COLUMNS = (
    "mailing_id", "roll_entry_id", "language", "reference", "state", "skip_reason", "is_left_out", "attempts", "claimed_by", "answer",
    "resolved_reason",
)  # fmt: skip
VOID = {
    "submitted_by_id": None, "submitted_at": None, "approved_by_id": None, "approved_at": None, "approved_content_sha256": "",
    "approved_list_sha256": "", "recipient_count": None, "scheduled_for": None,
}  # fmt: skip


class Person(NamedTuple):
    """Somebody a mailing is for: the number on the roll, the language, and why they are left out all the same."""

    entry_id: int
    language: str
    left_out: str | None


def move(
    actor: Actor, mailing: Mailing, name: str, *, reason: str = "", version: int | None = None, changed: dict[str, Any] | None = None
) -> None:
    """Make one move of MAILING, with what belongs to it. Raises Refused, Blocked."""
    step = MAILING.by_name[name]
    require(actor, Permission(step.permission), mailing)
    people = _people(mailing) if name == "approve" else []
    also = {**_ALSO.get(name, _nothing)(actor, mailing), **_list_of(people), **(changed or {})}
    MAILING.apply(
        actor, mailing, name, at=now(), reason=reason, changed=also, version=version,
        contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id,
    )  # fmt: skip
    if name in {"take-back", "send-back"}:
        db.session.execute(delete(Delivery).where(Delivery.mailing_id == mailing.id))
    if name == "approve":
        _plan(mailing, people)
    if name == "make-letters":
        ask_for_letters(mailing)
    if name == "cancel":
        _leave_out_the_rest(mailing)
    db.session.flush()


def schedule(actor: Actor, mailing: Mailing, begin_at: datetime, *, version: int | None = None) -> None:
    """Let an approved mailing be sent from `begin_at` on. Raises Refused when its approval no longer holds."""
    move(actor, mailing, "schedule", version=version, changed={"scheduled_for": begin_at})


def refuse_without_approval(mailing: Mailing) -> None:
    """Raise Refused unless what was approved is what would go out: the same content, and nobody more."""
    content = mailing.content
    if content is None or content.sha256 != mailing.approved_content_sha256:
        raise Refused(gettext("The text is no longer what was approved. Take the mailing back and have it approved again."))
    if planned_list(mailing) != mailing.approved_list_sha256:
        raise Refused(gettext("The list is no longer what was approved. Take the mailing back and have it approved again."))


def list_hash(entry_ids: Iterable[int]) -> str:
    """SHA-256 over the people of a list: their numbers on the roll in order, each on a line."""
    digest = hashlib.sha256()
    for entry_id in entry_ids:
        digest.update(b"%d\n" % entry_id)
    return digest.hexdigest()


def planned_list(mailing: Mailing) -> str:
    """The hash of the list as it was planned: with whoever was left out since, without those the approval left out."""
    planned = (Delivery.mailing_id == mailing.id, ~Delivery.is_left_out)
    ids = select(Delivery.roll_entry_id).where(*planned).order_by(Delivery.roll_entry_id)
    return list_hash(db.session.scalars(ids.execution_options(yield_per=BATCH)))


def _submit(actor: Actor, _mailing: Mailing) -> dict[str, Any]:
    return {"submitted_by_id": actor.account_id}


def _approve(actor: Actor, mailing: Mailing) -> dict[str, Any]:
    if mailing.content is None or mailing.roll is None:
        raise Refused(gettext("Nothing is written yet."))
    if actor.account_id in {mailing.submitted_by_id, mailing.content.created_by_id}:
        raise Refused(gettext("You wrote or submitted this mailing: somebody else must approve it."))
    return {"approved_by_id": actor.account_id, "approved_content_sha256": mailing.content.sha256}


def _schedule(_actor: Actor, mailing: Mailing) -> dict[str, Any]:
    refuse_without_approval(mailing)
    return {}


def _void(_actor: Actor, _mailing: Mailing) -> dict[str, Any]:
    return dict(VOID)


def _pause(_actor: Actor, _mailing: Mailing) -> dict[str, Any]:
    return {"paused_reason": ""}


def _nothing(_actor: Actor, _mailing: Mailing) -> dict[str, Any]:
    return {}


_ALSO = {
    "submit": _submit, "approve": _approve, "schedule": _schedule, "make-letters": _schedule, "take-back": _void, "send-back": _void,
    "pause": _pause, "resume": _pause,
}  # fmt: skip


def _people(mailing: Mailing) -> list[Person]:
    """Everybody the mailing is for as things stand: read once, so that what is approved is what is planned."""
    if mailing.roll is None:
        return []
    known = everybody(mailing).with_only_columns(RollEntry.id, type_coerce(RollEntry.language, String), why_left_out(mailing))
    return [Person(*row) for row in db.session.execute(known)]


def _list_of(people: Sequence[Person]) -> dict[str, Any]:
    """The list an approval names: those nothing keeps the mailing from."""
    if not people:
        return {}
    ids = [person.entry_id for person in people if person.left_out is None]
    return {"approved_list_sha256": list_hash(ids), "recipient_count": len(ids)}


def _plan(mailing: Mailing, people: Sequence[Person]) -> None:
    """One delivery for each person the approval names, and one for each it leaves out, with the reason."""
    mailing_id, made = mailing.id, references(mailing.id)
    planned, skipped = DeliveryState.PLANNED.value, DeliveryState.SKIPPED.value
    rows = (
        (mailing_id, entry_id, language, next(made), skipped if reason else planned, reason, reason is not None, 0, "", "", "")
        for entry_id, language, reason in people
    )
    pour(cast(Table, Delivery.__table__), COLUMNS, rows)


def _leave_out_the_rest(mailing: Mailing) -> None:
    """Whoever was not reached when a mailing was cancelled is accounted for."""
    waiting = (Delivery.mailing_id == mailing.id, Delivery.state == DeliveryState.PLANNED)
    db.session.execute(
        update(Delivery).where(*waiting).values(state=DeliveryState.SKIPPED, skip_reason=SkipReason.CANCELLED)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
