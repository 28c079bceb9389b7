"""Finding one record of the room within its contest; the loaders guards use. Each raises NotFound."""

from typing import TypeVar

from sqlalchemy import Select, select
from werkzeug.exceptions import NotFound

from tracker.contests.models import Contest
from tracker.endorsements.models import Endorsement, Evidence, JointDecision, JointDecisionBody, Nomination
from tracker.endorsements.states import ENDORSEMENT
from tracker.extensions import db
from tracker.kernel.history import HistoryEntry

Record = TypeVar("Record")


def endorsement_in(contest_slug: str, endorsement_id: int) -> Endorsement:
    """The endorsement of that number."""
    query = select(Endorsement).join(Endorsement.contest)
    return _one(query.where(Contest.slug == contest_slug, Endorsement.id == endorsement_id))


def published_by(endorsement: Endorsement) -> str:
    """Who published an endorsement, as the history tells it; nothing where nobody did."""
    query = (
        select(HistoryEntry.actor_name)
        .where(
            HistoryEntry.subject_kind == Endorsement.__tablename__, HistoryEntry.subject_id == endorsement.id,
            HistoryEntry.action == ENDORSEMENT.action(ENDORSEMENT.by_name["publish"]),
        )
        .order_by(HistoryEntry.id.desc()).limit(1)
    )  # fmt: skip
    return db.session.scalar(query) or ""


def evidence_in(contest_slug: str, endorsement_id: int, evidence_id: int) -> Evidence:
    """The evidence of that number, within its endorsement."""
    query = select(Evidence).join(Evidence.endorsement).join(Endorsement.contest)
    return _one(
        query.where(
            Contest.slug == contest_slug, Endorsement.id == endorsement_id, Evidence.id == evidence_id
        )
    )


def nomination_in(contest_slug: str, nomination_id: int) -> Nomination:
    """The nomination of that number."""
    query = select(Nomination).join(Nomination.contest)
    return _one(query.where(Contest.slug == contest_slug, Nomination.id == nomination_id))


def joint_decision_in(contest_slug: str, joint_id: int) -> JointDecision:
    """The joint decision of that number."""
    query = select(JointDecision).join(JointDecision.contest)
    return _one(query.where(Contest.slug == contest_slug, JointDecision.id == joint_id))


def joint_part_in(contest_slug: str, joint_id: int, part_id: int) -> JointDecisionBody:
    """The part of one body in a joint decision."""
    query = select(JointDecisionBody).join(JointDecisionBody.joint_decision).join(JointDecision.contest)
    return _one(
        query.where(
            Contest.slug == contest_slug, JointDecision.id == joint_id, JointDecisionBody.id == part_id
        )
    )


def _one(query: Select[Record]) -> Record:
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found
