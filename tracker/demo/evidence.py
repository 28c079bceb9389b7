"""Evidence for the demonstration: short notes of our own on where a fact is found, kept as files, and links."""

from io import BytesIO

from tracker.endorsements.services import Proof
from tracker.rules.decisions import EvidenceGrade

INVENTED = "Invented for the demonstration. Nobody decided this.\n"


def note(grade: EvidenceGrade, filename: str, text: str) -> Proof:
    """A text file that says where something is written down."""
    return Proof(grade=grade, stream=BytesIO(text.encode()), filename=filename)


def invented_minutes(filename: str, text: str) -> Proof:
    """Minutes of a meeting that never was."""
    return note(EvidenceGrade.MINUTE, filename, f"{INVENTED}\n{text}\n")


def link(grade: EvidenceGrade, url: str) -> Proof:
    """Where it was published."""
    return Proof(grade=grade, url=url)


def words(text: str) -> Proof:
    """What somebody is said to have said, invented."""
    return Proof(grade=EvidenceGrade.VERBAL_REPORT, quotation=text)
