"""Logging an endorsement: the main act of the room."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.actor import Actor
from tracker.contests.models import Contest
from tracker.directory.models import Body, Person
from tracker.endorsements.models import EmbargoEvent, Endorsement
from tracker.endorsements.services.decision import Decision, checked
from tracker.endorsements.services.embargo import refuse_past_event, refuse_past_time
from tracker.endorsements.services.endorsers import note_neutral, refuse_non_endorser, refuse_uncovered
from tracker.endorsements.services.evidence import Proof, keep
from tracker.endorsements.states import ENDORSEMENT
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.decisions import LIVE_STATES

history.sentences(**{"endorsements.logged": _l("Endorsement logged: %(subject)s")})

TOLD = (
    "outcome",
    "method",
    "decided_on",
    "office",
    "eligible",
    "present",
    "quorum",
    "votes_for",
    "votes_against",
    "abstentions",
)


class AlreadyLive(Refused):
    """The endorser has a live endorsement in the contest: `existing`, unless another officer is saving it now."""

    def __init__(self, existing: Endorsement | None) -> None:
        message, field = self.said()
        super().__init__(message, field)
        self.existing = existing

    def said(self) -> tuple[LazyString, str]:
        """What the person is told, and at which field."""
        return _l("This endorser has a live endorsement in this contest. Switch it, or leave it as it is."), "endorser"


class SwitchWithoutReason(AlreadyLive):
    """The switch was asked for, but not why."""

    def said(self) -> tuple[LazyString, str]:
        return _l("Give a reason: it is kept in the history."), "switch_reason"


def live_endorsement(contest: Contest, endorser: Person | Body) -> Endorsement | None:
    """The one live endorsement of `endorser` in `contest`, if there is one."""
    query = select(Endorsement).where(
        Endorsement.contest_id == contest.id, Endorsement.state.in_(sorted(LIVE_STATES)), _is_by(endorser)
    )
    return db.session.scalars(query).one_or_none()


def _is_by(endorser: Person | Body) -> Any:
    if isinstance(endorser, Person):
        return Endorsement.endorser_person_id == endorser.id
    return Endorsement.endorser_body_id == endorser.id


def log(
    actor: Actor, contest: Contest, endorser: Person | Body, decision: Decision, *, evidence: Sequence[Proof] = (),
    embargo_until: datetime | None = None, embargo_event: EmbargoEvent | None = None, switch_reason: str | None = None,
    import_run_id: int | None = None,
) -> Endorsement:  # fmt: skip
    """Record what `endorser` decided. With `switch_reason`, a live endorsement of theirs is superseded and linked.

    Raises AlreadyLive, FiguresDisagree, Refused.
    """
    refuse_uncovered(actor, contest, endorser)
    refuse_non_endorser(endorser)
    refuse_past_event(contest, embargo_event)
    refuse_past_time(embargo_until)
    decision = checked(decision, contest, endorser)
    before = live_endorsement(contest, endorser)
    if before is not None:
        _supersede(actor, before, switch_reason)
    endorsement = new_endorsement(
        actor,
        contest,
        endorser,
        decision,
        embargo_until=embargo_until,
        embargo_event=embargo_event,
        import_run_id=import_run_id,
    )
    _insert(endorsement)
    if before is not None:
        before.succeeded_by = endorsement
    for proof in evidence:
        keep(actor, endorsement, proof)
    difference = {
        name: (None, value) for name in TOLD if (value := getattr(endorsement, name)) not in (None, "")
    }
    history.record(
        actor, "endorsements.logged", endorsement, difference=difference, reason=switch_reason or "",
        contest_id=contest.id, candidacy_id=endorsement.candidacy_id,
    )  # fmt: skip
    note_neutral(actor, endorsement)
    return endorsement


def new_endorsement(
    by: Actor, contest: Contest, endorser: Person | Body, decision: Decision, **further: Any
) -> Endorsement:
    """The record of a checked decision, not yet stored."""
    whose = {"endorser_person": endorser} if isinstance(endorser, Person) else {"endorser_body": endorser}
    return Endorsement(
        contest=contest,
        **whose,
        **decision.values(),
        recorded_at=now(),
        recorded_by_id=by.account_id,
        **further,
    )


def _supersede(actor: Actor, before: Endorsement, reason: str | None) -> None:
    if reason is None:
        raise AlreadyLive(before)
    if not reason.strip():
        raise SwitchWithoutReason(before)
    changed = {"ended_reason": reason, "ended_by_id": actor.account_id}
    ENDORSEMENT.apply(
        actor, before, "supersede", at=now(), reason=reason, changed=changed,
        contest_id=before.contest_id, candidacy_id=before.candidacy_id,
    )  # fmt: skip


def _insert(endorsement: Endorsement) -> None:
    """Store it; another officer saving one by the same endorser at the same moment is a refusal, not a fault."""
    try:
        with db.session.begin_nested():
            db.session.add(endorsement)
    except IntegrityError as error:
        said = str(error.orig)
        if "uq_endorsement_live" in said or ("UNIQUE" in said and "endorsement.contest_id" in said):
            raise AlreadyLive(None) from error
        raise
