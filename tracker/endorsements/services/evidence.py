"""What shows that it happened: a file with its fingerprint, a link, or a quoted statement."""

from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.endorsements.models import Endorsement, Evidence, EvidenceKind
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.files import EVIDENCE, store_upload, verify
from tracker.rules.decisions import LIVE_STATES, EvidenceGrade

history.sentences(
    **{
        "endorsements.evidence_added": _l("Evidence added: %(subject)s"),
        "endorsements.fingerprint_checked": _l("Fingerprint of evidence checked: %(subject)s"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One piece of evidence as given: a file (`stream` and `filename`), an address, or words."""

    grade: EvidenceGrade
    stream: IO[bytes] | None = None
    filename: str = ""
    url: str = ""
    quotation: str = ""


def add_evidence(actor: Actor, endorsement: Endorsement, proof: Proof) -> Evidence:
    """Add a piece of evidence to a live endorsement. Raises Refused for a file of no accepted type."""
    require(actor, Permission.RECORD_ENDORSEMENT, endorsement)
    if endorsement.state not in LIVE_STATES:
        raise Refused(gettext("This endorsement has ended. Nothing is added to it any more."))
    evidence = keep(actor, endorsement, proof)
    difference = {
        "kind": (None, evidence.kind),
        "grade": (None, evidence.grade),
        "label": (None, evidence.label),
    }
    history.record(
        actor, "endorsements.evidence_added", endorsement, difference=difference,
        contest_id=endorsement.contest_id, candidacy_id=endorsement.candidacy_id,
    )  # fmt: skip
    return evidence


def keep(by: Actor, endorsement: Endorsement, proof: Proof) -> Evidence:
    """Store one piece of evidence, as part of another command."""
    refuse_bad_address(proof.url)
    stored = store_upload(proof.stream, proof.filename, EVIDENCE, by) if proof.stream else None
    if stored is None and not proof.url and not proof.quotation:
        raise Refused(gettext("Give a file, a link or a quotation."), "file")
    kind = EvidenceKind.FILE if stored else EvidenceKind.LINK if proof.url else EvidenceKind.QUOTATION
    evidence = Evidence(
        endorsement=endorsement, kind=kind, grade=proof.grade, stored_file=stored, url=proof.url, quotation=proof.quotation,
        added_at=now(), added_by_id=by.account_id,
    )  # fmt: skip
    db.session.add(evidence)
    db.session.flush()
    return evidence


def refuse_bad_address(url: str) -> None:
    """Raise Refused unless `url` is empty or the address of a web page."""
    try:
        parts = urlsplit(url)
        is_page = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_page = False
    if url and not is_page:
        raise Refused(gettext("Enter a web address that begins with https:// or http://."), "url")


def check_fingerprint(actor: Actor, evidence: Evidence) -> bool:
    """Whether the stored file is still the one that was given; that it was checked is written down."""
    require(actor, Permission.READ_EVIDENCE, evidence)
    unchanged = evidence.stored_file is not None and verify(evidence.stored_file)
    history.record(
        actor, "endorsements.fingerprint_checked", evidence.endorsement, difference={"unchanged": (None, unchanged)},
        contest_id=evidence.endorsement.contest_id, candidacy_id=evidence.endorsement.candidacy_id,
    )  # fmt: skip
    return unchanged
