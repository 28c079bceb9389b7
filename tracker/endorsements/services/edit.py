"""Editing an endorsement while it is recorded and nobody has verified it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.endorsements.models import Endorsement
from tracker.endorsements.services.decision import LABELS, checked, decision_of
from tracker.endorsements.services.embargo import refuse_past_event, refuse_past_time
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.kernel.versions import expect_version
from tracker.rules.decisions import EndorsementState

history.sentences(**{"endorsements.edited": _l("Endorsement edited: %(subject)s")})


def edit(
    actor: Actor, endorsement: Endorsement, wanted: Mapping[str, Any], *, version: int | None = None
) -> None:
    """Change what was recorded. Whoever edits cannot verify. Raises StaleRecord when somebody else saved first."""
    require(actor, Permission.RECORD_ENDORSEMENT, endorsement)
    if endorsement.state is not EndorsementState.RECORDED:
        raise Refused(gettext("This is verified already. Use “Correct an error” instead."))
    if wanted.get("embargo_event") != endorsement.embargo_event:
        refuse_past_event(endorsement.contest, wanted.get("embargo_event"))
    if wanted.get("embargo_until") != endorsement.embargo_until:
        refuse_past_time(wanted.get("embargo_until"))
    full = {
        **wanted,
        **checked(decision_of(endorsement, wanted), endorsement.contest, endorsement.endorser).values(),
    }
    expect_version(endorsement, version, full, LABELS)
    difference = history.changes(endorsement, full)
    if not difference:
        return
    if "candidacy" in difference:
        difference["candidacy"] = tuple(one.label if one else None for one in difference["candidacy"])  # type: ignore[assignment]  # a pair stays a pair
    if actor.account_id != endorsement.recorded_by_id:
        endorsement.edited_by_id = actor.account_id
    db.session.flush()
    history.record(
        actor, "endorsements.edited", endorsement, difference=difference,
        contest_id=endorsement.contest_id, candidacy_id=endorsement.candidacy_id,
    )  # fmt: skip
