"""Embargoes: an endorsement that nobody but officers may know of until a time, or until something has happened."""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.access.actor import SYSTEM, Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.events import ContestMoved
from tracker.contests.models import Contest
from tracker.endorsements.models import EmbargoEvent, Endorsement
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.contests import ContestState

history.sentences(**{"endorsements.embargo_lifted": _l("Embargo ended: %(subject)s")})

ORDER = (
    ContestState.DRAFT, ContestState.ANNOUNCED, ContestState.APPLICATIONS, ContestState.SHORTLISTED, ContestState.BALLOTING,
    ContestState.COUNTING, ContestState.DECIDED, ContestState.CLOSED,
)  # fmt: skip
HAPPENS_AT = {
    EmbargoEvent.CANDIDATES_ANNOUNCED: ContestState.SHORTLISTED,
    EmbargoEvent.BALLOT_OPENED: ContestState.BALLOTING,
    EmbargoEvent.BALLOT_CLOSED: ContestState.COUNTING,
    EmbargoEvent.RESULT_DECLARED: ContestState.DECIDED,
}


def has_happened(event: EmbargoEvent, state: ContestState) -> bool:
    """Whether a contest in `state` has come to `event`. A cancelled one never will: it lifts nothing."""
    return state in ORDER and ORDER.index(state) >= ORDER.index(HAPPENS_AT[event])


def refuse_past_event(contest: Contest, event: EmbargoEvent | None) -> None:
    """Raise Refused for an embargo until something that has happened."""
    if event is not None and has_happened(event, contest.state):
        raise Refused(
            gettext(
                "This has happened already, so nothing would be held back. Choose a later event, or none."
            ),
            "embargo_event",
        )


def refuse_past_time(until: datetime | None) -> None:
    """Raise Refused for an embargo that ends before it begins."""
    if until is not None and until <= now():
        raise Refused(
            gettext("This time has passed, so nothing would be held back. Enter a later time, or none."), "embargo_until"
        )


def lift_embargoes(moved: ContestMoved) -> None:
    """End every embargo that waited for what the contest has come to now."""
    due = [event for event in EmbargoEvent if has_happened(event, moved.after)]
    waiting = select(Endorsement).where(
        Endorsement.contest_id == moved.contest_id,
        Endorsement.embargo_event.in_(due),
        Endorsement.embargo_lifted_at.is_(None),
    )
    for endorsement in db.session.scalars(waiting.order_by(Endorsement.id)).all():
        _tell(SYSTEM, endorsement, history.changes(endorsement, {"embargo_lifted_at": moved.at}))


def lift_embargo(actor: Actor, endorsement: Endorsement, reason: str) -> None:
    """End an embargo early."""
    require(actor, Permission.PUBLISH_ENDORSEMENT, endorsement)
    at = now()
    if not endorsement.is_embargoed(at):
        raise Refused(gettext("There is no embargo to end."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    lifted = {"embargo_until": None, "embargo_lifted_at": at if endorsement.embargo_event else None}
    _tell(actor, endorsement, history.changes(endorsement, lifted), reason)


def _tell(
    actor: Actor, endorsement: Endorsement, difference: dict[str, tuple[object, object]], reason: str = ""
) -> None:
    db.session.flush()
    history.record(
        actor, "endorsements.embargo_lifted", endorsement, difference=difference, reason=reason,
        contest_id=endorsement.contest_id, candidacy_id=endorsement.candidacy_id,
    )  # fmt: skip
