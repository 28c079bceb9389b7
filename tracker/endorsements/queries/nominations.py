"""How far each candidate has come with nominations; designations and joint decisions of a contest."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tracker.contests.models import Candidacy, Contest
from tracker.endorsements.models import (
    DesignationDecision,
    JointDecision,
    JointDecisionBody,
    Nomination,
    NominationThreshold,
)
from tracker.endorsements.thresholds import nominations_as_counted, threshold_of
from tracker.extensions import db
from tracker.rules.thresholds import AlternativeProgress, progress


@dataclass(frozen=True)
class CandidateProgress:
    """One candidate's nominations and how far they reach."""

    candidacy: Candidacy
    nominations: list[Nomination]
    alternatives: list[AlternativeProgress]

    @property
    def standing(self) -> list[Nomination]:
        return [one for one in self.nominations if one.withdrawn_at is None]

    @property
    def is_met(self) -> bool:
        """Whether any way of reaching the threshold is reached."""
        return any(alternative.met for alternative in self.alternatives)


def threshold_in(contest: Contest) -> NominationThreshold | None:
    """What the contest asks of a candidate."""
    return db.session.scalars(
        select(NominationThreshold).where(NominationThreshold.contest_id == contest.id)
    ).one_or_none()


def progress_of(contest: Contest) -> list[CandidateProgress]:
    """Every candidate of the contest with nominations and progress."""
    kept: dict[str, Any] = found.requirements if (found := threshold_in(contest)) else {}
    query = select(Nomination).where(Nomination.contest_id == contest.id).options(joinedload(Nomination.body))
    nominations = db.session.scalars(query.order_by(Nomination.id)).all()
    return [
        _progress(candidacy, [one for one in nominations if one.candidacy_id == candidacy.id], kept)
        for candidacy in contest.candidacies
    ]


def _progress(candidacy: Candidacy, nominations: list[Nomination], kept: dict[str, Any]) -> CandidateProgress:
    counted = nominations_as_counted(
        (one for one in nominations if one.withdrawn_at is None), kept.get("affiliated_total")
    )
    return CandidateProgress(candidacy, nominations, progress(counted, threshold_of(kept)))


def designations_of(contest: Contest) -> list[DesignationDecision]:
    """What was decided about descriptions, newest first."""
    query = (
        select(DesignationDecision).join(DesignationDecision.candidacy).where(Candidacy.contest_id == contest.id)
        .options(joinedload(DesignationDecision.body), joinedload(DesignationDecision.candidacy))
    )  # fmt: skip
    return list(
        db.session.scalars(
            query.order_by(DesignationDecision.decided_on.desc(), DesignationDecision.id.desc())
        )
    )


def joint_decisions_of(contest: Contest) -> list[JointDecision]:
    """The contest's joint decisions, the nearest day first."""
    query = (
        select(JointDecision).where(JointDecision.contest_id == contest.id)
        .options(selectinload(JointDecision.bodies).joinedload(JointDecisionBody.body))
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(JointDecision.decide_by, JointDecision.id)))
