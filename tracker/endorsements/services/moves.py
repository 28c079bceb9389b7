"""Moving an endorsement through its life."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.endorsements.models import Endorsement
from tracker.endorsements.states import ENDORSEMENT
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.rules.decisions import EndorsementState


def verify(actor: Actor, endorsement: Endorsement, *, version: int | None = None) -> None:
    """Confirm the record against its evidence: a second officer, never who recorded or edited it.

    `version` is the one the officer compared: what was changed since is refused.
    """
    if actor.account_id in {endorsement.recorded_by_id, endorsement.edited_by_id} or actor.account_id is None:
        raise Refused(gettext("You recorded or edited this yourself. Another officer must verify it."))
    _move(actor, endorsement, "verify", version=version, verified_by_id=actor.account_id)


def publish(actor: Actor, endorsement: Endorsement, *, version: int | None = None) -> None:
    """Let everybody see it, or, under an embargo, let everybody see it as soon as that ends."""
    _move(actor, endorsement, "publish", version=version)


def decline(actor: Actor, endorsement: Endorsement, reason: str) -> None:
    """The candidate does not accept it."""
    _end(actor, endorsement, "decline", reason, today())


def withdraw(actor: Actor, endorsement: Endorsement, reason: str, on: date | None = None) -> None:
    """The endorser takes it back, on the day `on`."""
    day = on or today()
    if day > today():
        raise Refused(gettext("Enter a day that has come."), "on")
    if endorsement.decided_on and day < endorsement.decided_on:
        raise Refused(gettext("It cannot be withdrawn before it was decided. Check the day."), "on")
    _end(actor, endorsement, "withdraw", reason, day)


def verify_and_publish_many(
    actor: Actor, endorsements: Sequence[Endorsement], *, also_publish: bool, versions: Mapping[int, int | None] | None = None
) -> int:
    """Verify each, and publish it if so chosen; all or nothing. `versions`: id -> the version compared. How many."""
    for endorsement in endorsements:
        version = (versions or {}).get(endorsement.id)
        if endorsement.state is EndorsementState.RECORDED:
            verify(actor, endorsement, version=version)
            version = None
        if also_publish:
            publish(actor, endorsement, version=version)
    return len(endorsements)


def _end(actor: Actor, endorsement: Endorsement, name: str, reason: str, on: date) -> None:
    _move(actor, endorsement, name, reason, ended_reason=reason, ended_by_id=actor.account_id, ended_on=on)


def _move(
    actor: Actor, endorsement: Endorsement, name: str, reason: str = "", *, version: int | None = None, **changed: Any
) -> None:
    require(actor, Permission(ENDORSEMENT.by_name[name].permission), endorsement)
    ENDORSEMENT.apply(
        actor, endorsement, name, at=now(), reason=reason, changed=changed,
        contest_id=endorsement.contest_id, candidacy_id=endorsement.candidacy_id, version=version,
    )  # fmt: skip
