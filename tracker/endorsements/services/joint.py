"""Joint decisions: several party councils share an area and owe one outcome by a day."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.directory.models import Body
from tracker.endorsements.models import Endorsement, JointDecision, JointDecisionBody
from tracker.endorsements.services.decision import Decision
from tracker.endorsements.services.endorsers import refuse_non_endorser
from tracker.endorsements.services.evidence import Proof
from tracker.endorsements.services.log import live_endorsement, log
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused

history.sentences(
    **{
        "endorsements.joint_opened": _l("Joint decision opened: %(subject)s"),
        "endorsements.joint_joined": _l("Decision linked to a joint decision: %(subject)s"),
        "endorsements.joint_concluded": _l("Joint decision concluded: %(subject)s"),
    }
)


def open_joint_decision(
    actor: Actor, contest: Contest, *, title: str, decide_by: date, bodies: Sequence[Body], note: str = ""
) -> JointDecision:
    """Say which bodies owe one outcome, and by when. Raises Refused for fewer than two."""
    require(actor, Permission.RECORD_ENDORSEMENT, contest)
    distinct = list(dict.fromkeys(bodies))
    if len(distinct) < 2:
        raise Refused(gettext("Name at least two bodies: one alone decides for itself."), "bodies")
    for body in distinct:
        refuse_non_endorser(body)
    joint = JointDecision(contest=contest, title=title, decide_by=decide_by, note=note)
    db.session.add_all([joint, *(JointDecisionBody(joint_decision=joint, body=body) for body in distinct)])
    db.session.flush()
    difference = {"decide_by": (None, decide_by), "bodies": (None, [body.label for body in distinct])}
    history.record(actor, "endorsements.joint_opened", joint, difference=difference, contest_id=contest.id)
    return joint


def join_decision(actor: Actor, part: JointDecisionBody, endorsement: Endorsement) -> None:
    """Link what one of the bodies decided on its own."""
    joint = part.joint_decision
    require(actor, Permission.RECORD_ENDORSEMENT, joint)
    _refuse_concluded(joint)
    if endorsement.endorser_body_id != part.body_id or endorsement.contest_id != joint.contest_id:
        raise Refused(gettext("This is not a decision of that body in this contest."))
    part.endorsement = endorsement
    db.session.flush()
    difference = {"endorsement": (None, endorsement.label)}
    history.record(
        actor, "endorsements.joint_joined", joint, difference=difference, contest_id=joint.contest_id
    )


def outstanding(joint: JointDecision) -> list[Body]:
    """The bodies that have not decided yet."""
    return [
        part.body
        for part in joint.bodies
        if part.endorsement is None and live_endorsement(joint.contest, part.body) is None
    ]


def conclude(
    actor: Actor, joint: JointDecision, decision: Decision, *, evidence: Sequence[Proof] = ()
) -> None:
    """Record the one outcome: linked where a body had decided so already, logged for the others.

    Raises Refused, naming it, where a body has decided otherwise.
    """
    require(actor, Permission.RECORD_ENDORSEMENT, joint)
    _refuse_concluded(joint)
    for part in joint.bodies:
        part.endorsement = _decision_of(actor, joint, part, decision, evidence)
    first = joint.bodies[0].endorsement
    wanted = {
        "outcome": first.outcome if first else decision.outcome, "candidacy_id": decision.candidacy.id if decision.candidacy else None,
        "concluded_at": now(),
    }  # fmt: skip
    difference = history.changes(joint, wanted)
    db.session.flush()
    history.record(
        actor,
        "endorsements.joint_concluded",
        joint,
        difference=difference,
        contest_id=joint.contest_id,
        candidacy_id=joint.candidacy_id,
    )


def _decision_of(
    actor: Actor, joint: JointDecision, part: JointDecisionBody, decision: Decision, evidence: Sequence[Proof]
) -> Endorsement:
    decided = part.endorsement or live_endorsement(joint.contest, part.body)
    if decided is None:
        return log(actor, joint.contest, part.body, decision, evidence=evidence)
    if decided.candidacy_id != (decision.candidacy.id if decision.candidacy else None):
        raise Refused(
            gettext(
                "This body has decided otherwise. Switch or correct that decision first: %(body)s",
                body=part.body.name,
            ),
            "candidacy",
        )
    return decided


def _refuse_concluded(joint: JointDecision) -> None:
    if joint.concluded_at is not None:
        raise Refused(gettext("This joint decision is concluded."))
