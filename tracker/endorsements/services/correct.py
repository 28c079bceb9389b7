"""Correcting an error in what was recorded: the old record stays, and a corrected copy takes its place."""

from collections.abc import Mapping
from typing import Any

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.endorsements.models import Endorsement, Evidence
from tracker.endorsements.services.decision import checked, decision_of
from tracker.endorsements.services.log import new_endorsement
from tracker.endorsements.states import ENDORSEMENT
from tracker.extensions import db
from tracker.kernel.clock import now

KEPT = ("embargo_until", "embargo_event", "embargo_lifted_at")


def correct(actor: Actor, endorsement: Endorsement, wanted: Mapping[str, Any], reason: str) -> Endorsement:
    """A copy with what is `wanted`, recorded anew and to be verified again. Raises Refused without a reason."""
    require(actor, Permission.RECORD_ENDORSEMENT, endorsement)
    decision = checked(decision_of(endorsement, wanted), endorsement.contest, endorsement.endorser)
    changed = {"ended_reason": reason, "ended_by_id": actor.account_id}
    ENDORSEMENT.apply(
        actor, endorsement, "correct", at=now(), reason=reason, changed=changed,
        contest_id=endorsement.contest_id, candidacy_id=endorsement.candidacy_id,
    )  # fmt: skip
    kept = {name: getattr(endorsement, name) for name in KEPT}
    copy = new_endorsement(actor, endorsement.contest, endorsement.endorser, decision, **kept)
    db.session.add(copy)
    db.session.flush()
    endorsement.succeeded_by = copy
    db.session.add_all(_copied(proof, copy) for proof in endorsement.evidence)
    db.session.flush()
    return copy


def _copied(proof: Evidence, copy: Endorsement) -> Evidence:
    return Evidence(
        endorsement=copy, kind=proof.kind, grade=proof.grade, stored_file=proof.stored_file, url=proof.url,
        quotation=proof.quotation, added_at=proof.added_at, added_by_id=proof.added_by_id,
    )  # fmt: skip
