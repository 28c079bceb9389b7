"""What is done to endorsements, nominations, designations and joint decisions: one function per intention."""

from tracker.endorsements.services.correct import correct
from tracker.endorsements.services.decision import Decision
from tracker.endorsements.services.designations import record_designation
from tracker.endorsements.services.edit import edit
from tracker.endorsements.services.embargo import lift_embargo, lift_embargoes
from tracker.endorsements.services.endorsers import (
    AmbiguousEndorser,
    UnknownEndorser,
    find_or_create_endorser,
)
from tracker.endorsements.services.evidence import Proof, add_evidence, check_fingerprint
from tracker.endorsements.services.exports import export
from tracker.endorsements.services.joint import conclude, join_decision, open_joint_decision
from tracker.endorsements.services.log import AlreadyLive, log
from tracker.endorsements.services.moves import decline, publish, verify, verify_and_publish_many, withdraw
from tracker.endorsements.services.nominations import nominate, set_threshold, withdraw_nomination
from tracker.endorsements.services.paste import Reviewed, save_pasted
from tracker.endorsements.services.released import release_of_candidacy
from tracker.endorsements.services.repoint import repoint

__all__ = [
    "AlreadyLive", "AmbiguousEndorser", "Decision", "Proof", "Reviewed", "UnknownEndorser", "add_evidence", "check_fingerprint",
    "conclude", "correct", "decline", "edit", "export", "find_or_create_endorser", "join_decision", "lift_embargo", "lift_embargoes",
    "log", "nominate", "open_joint_decision", "publish", "record_designation", "release_of_candidacy", "repoint", "save_pasted",
    "set_threshold", "verify", "verify_and_publish_many", "withdraw", "withdraw_nomination",
]  # fmt: skip
