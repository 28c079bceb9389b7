"""The designation decision: may the candidate stand under the joint description?"""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy
from tracker.directory.models import Body
from tracker.endorsements.models import DesignationDecision, DesignationOutcome
from tracker.endorsements.services.endorsers import refuse_non_endorser, refuse_uncovered
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.rules.contests import Designation

history.sentences(**{"endorsements.designation_decided": _l("Designation decided: %(subject)s")})


def record_designation(
    actor: Actor,
    candidacy: Candidacy,
    body: Body,
    *,
    designation: Designation,
    outcome: DesignationOutcome,
    decided_on: date,
    source: str = "",
) -> DesignationDecision:
    """Record what `body` decided about the description; an earlier decision is kept beside it."""
    refuse_uncovered(actor, candidacy.contest, body)
    refuse_non_endorser(body)
    if decided_on > today():
        raise Refused(
            gettext("Enter a day that has come: a decision cannot be dated in the future."), "decided_on"
        )
    decision = DesignationDecision(
        candidacy=candidacy, body=body, designation=designation, outcome=outcome, decided_on=decided_on, source=source,
        recorded_at=now(), recorded_by_id=actor.account_id,
    )  # fmt: skip
    db.session.add(decision)
    db.session.flush()
    difference = {
        "designation": (None, designation),
        "outcome": (None, outcome),
        "decided_on": (None, decided_on),
    }
    history.record(
        actor,
        "endorsements.designation_decided",
        decision,
        difference=difference,
        contest_id=candidacy.contest_id,
        candidacy_id=candidacy.id,
    )
    return decision
