"""Moving a contest from one state to another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tracker.access.actor import Actor
from tracker.contests.events import ContestMoved
from tracker.contests.models import Contest
from tracker.contests.states import CONTEST
from tracker.extensions import db
from tracker.kernel import events
from tracker.kernel.clock import now


def move(
    actor: Actor, contest: Contest, name: str, *, at: datetime | None = None, reason: str = "", changed: Mapping[str, Any] | None = None
) -> None:
    """Make the move `name` of the table, and tell the rooms above. Raises Blocked or Refused."""
    before, at = contest.state, at or now()
    CONTEST.apply(actor, contest, name, at=at, reason=reason, changed=changed, contest_id=contest.id)
    events.publish(ContestMoved(contest_id=contest.id, before=before, after=contest.state, at=at))


def cancel(actor: Actor, contest: Contest, *, reason: str, notice: str = "", at: datetime | None = None) -> None:
    """Cancel `contest`: it stays to be read, with its reason and notice, and its calendar says so."""
    move(actor, contest, "cancel", at=at, reason=reason, changed={"cancellation_reason": reason, "cancellation_notice": notice})
    for stage in contest.stages:
        stage.sequence += 1
    db.session.flush()
