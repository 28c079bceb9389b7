"""When two records of the directory become one, endorsements follow."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.directory.events import Merged, RecordKind
from tracker.endorsements.models import DesignationDecision, Endorsement, JointDecisionBody, Nomination
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.rules.decisions import LIVE_STATES

history.sentences(
    **{
        "endorsements.repointed": _l("Endorser is now the merged record: %(subject)s"),
    }
)


def repoint(merged: Merged) -> None:
    """Let everything that refers to the lost record refer to the kept one. Raises Refused where both are live in one contest."""
    if merged.kind is RecordKind.PERSON:
        _move(merged, Endorsement.endorser_person_id)
    elif merged.kind is RecordKind.BODY:
        _move(merged, Endorsement.endorser_body_id)
        for model in (Nomination, DesignationDecision, JointDecisionBody):
            _repoint_bodies(merged, model)
    db.session.flush()


def _move(merged: Merged, column: Any) -> None:
    _refuse_two_live(merged, column)
    for endorsement in db.session.scalars(select(Endorsement).where(column == merged.lost_id)).all():
        difference = history.changes(endorsement, {column.key: merged.kept_id})
        history.record(
            merged.actor, "endorsements.repointed", endorsement, difference=difference, reason=merged.reason,
            contest_id=endorsement.contest_id, candidacy_id=endorsement.candidacy_id,
        )  # fmt: skip


def _refuse_two_live(merged: Merged, column: Any) -> None:
    live = select(Endorsement.contest_id).where(Endorsement.state.in_(sorted(LIVE_STATES)))
    both = live.where(
        column == merged.lost_id, Endorsement.contest_id.in_(live.where(column == merged.kept_id))
    )
    if db.session.scalars(both).first() is not None:
        raise Refused(
            gettext("Both have a live endorsement in one contest. Withdraw or correct one of them first.")
        )


def _repoint_bodies(merged: Merged, model: Any) -> None:
    records = db.session.scalars(select(model).where(model.body_id == merged.lost_id)).all()
    if model is Nomination:
        _refuse_two_nominations(merged)
    if model is JointDecisionBody:
        _refuse_twice_in_one_joint_decision(merged)
    for record in records:
        record.body_id = merged.kept_id


def _refuse_two_nominations(merged: Merged) -> None:
    live = select(Nomination.contest_id).where(Nomination.withdrawn_at.is_(None))
    both = live.where(
        Nomination.body_id == merged.lost_id,
        Nomination.contest_id.in_(live.where(Nomination.body_id == merged.kept_id)),
    )
    if db.session.scalars(both).first() is not None:
        raise Refused(gettext("Both have nominated in one contest. Withdraw one of the nominations first."))


def _refuse_twice_in_one_joint_decision(merged: Merged) -> None:
    part = select(JointDecisionBody.joint_decision_id)
    both = part.where(
        JointDecisionBody.body_id == merged.lost_id,
        JointDecisionBody.joint_decision_id.in_(part.where(JointDecisionBody.body_id == merged.kept_id)),
    )
    if db.session.scalars(both).first() is not None:
        raise Refused(gettext("Both are part of one joint decision, so they cannot be one body."))
