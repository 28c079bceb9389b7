"""Endorsements and what is kept apart from them: nominations, the right to a description, joint decisions."""

from tracker.endorsements.models.designations import DesignationDecision, DesignationOutcome
from tracker.endorsements.models.endorsements import EmbargoEvent, Endorsement, Evidence, EvidenceKind
from tracker.endorsements.models.joint import JointDecision, JointDecisionBody
from tracker.endorsements.models.nominations import Nomination, NominationThreshold

__all__ = [
    "DesignationDecision", "DesignationOutcome", "EmbargoEvent", "Endorsement", "Evidence", "EvidenceKind",
    "JointDecision", "JointDecisionBody", "Nomination", "NominationThreshold",
]  # fmt: skip
