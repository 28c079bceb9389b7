"""Reading endorsements, nominations, designations and joint decisions."""

from tracker.endorsements.queries.find import (
    endorsement_in,
    evidence_in,
    joint_decision_in,
    joint_part_in,
    nomination_in,
    published_by,
)
from tracker.endorsements.queries.listing import SORTS, CandidateCount, Filters, counts, listed, to_verify
from tracker.endorsements.queries.nominations import (
    CandidateProgress,
    designations_of,
    joint_decisions_of,
    progress_of,
)

__all__ = [
    "SORTS", "CandidateCount", "CandidateProgress", "Filters", "counts", "designations_of", "endorsement_in", "evidence_in",
    "joint_decision_in", "joint_decisions_of", "joint_part_in", "listed", "nomination_in", "progress_of",
    "published_by", "to_verify",
]  # fmt: skip
