"""When a candidate withdraws, whoever endorsed them is free again."""

from sqlalchemy import select

from tracker.access.actor import SYSTEM
from tracker.contests.events import CandidacyWithdrawn
from tracker.endorsements.models import Endorsement
from tracker.endorsements.states import ENDORSEMENT
from tracker.extensions import db
from tracker.kernel.clock import local
from tracker.rules.decisions import LIVE_STATES


def release_of_candidacy(withdrawn: CandidacyWithdrawn) -> None:
    """Release every live endorsement of the candidate, with the reason of the withdrawal."""
    theirs = select(Endorsement).where(
        Endorsement.candidacy_id == withdrawn.candidacy_id, Endorsement.state.in_(sorted(LIVE_STATES))
    )
    for endorsement in db.session.scalars(theirs.order_by(Endorsement.id)).all():
        changed = {"ended_reason": withdrawn.reason, "ended_on": local(withdrawn.at).date()}
        ENDORSEMENT.apply(
            SYSTEM, endorsement, "release", at=withdrawn.at, reason=withdrawn.reason, changed=changed,
            contest_id=withdrawn.contest_id, candidacy_id=withdrawn.candidacy_id,
        )  # fmt: skip
