"""Understanding one report: about which message, to whom, and whether it is final.

Failures are told by flufl.bounce, which knows the forms of delivery status notifications (RFC 3464) and of servers older
than them; complaints by the feedback reports of RFC 5965. The message meant is known by the reference in its Message-ID.
"""

import logging
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr
from enum import StrEnum

from flufl.bounce import all_failures

from tracker.kernel.smtp.answers import plain
from tracker.mailings.messages import REFERENCE

COMPLAINTS = frozenset({"abuse", "fraud", "opt-out", "opt-out-list", "other"})
_DIAGNOSTIC = re.compile(rb"(?im)^(?:Diagnostic-Code|Status):[ \t]*(.+(?:\r?\n[ \t]+.+)*)")
_ADDRESSED = re.compile(rb"(?im)^(?:Original-Rcpt-To|Original-Recipient|Removal-Recipient):[ \t]*(?:rfc822;)?[ \t]*(.+)$")

log = logging.getLogger(__name__)


class ReportKind(StrEnum):
    """What a report says. Only the first and the last mean that nothing more should be sent."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report: the addresses it names, in lower case, the references of messages of ours it quotes, and the server's words."""

    kind: ReportKind
    addresses: frozenset[str]
    references: tuple[str, ...]
    diagnostic: str


def read(raw: bytes) -> Report | None:
    """What a message reports, or None for one that reports nothing: an answer, an absence notice, something else."""
    message = message_from_bytes(raw)
    references = tuple(dict.fromkeys(REFERENCE.findall(raw.decode("latin-1"))))
    if _is_complaint(message):
        return Report(kind=ReportKind.COMPLAINT, addresses=_complained(raw), references=references, diagnostic=_feedback(message))
    soft, hard = _failures(message)
    if not soft and not hard:
        return None
    kind, named = (ReportKind.HARD, hard) if hard else (ReportKind.SOFT, soft)
    return Report(kind=kind, addresses=_plain(named), references=references, diagnostic=_diagnostic(raw))


def _failures(message: Message) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Temporary and permanent failures. Reports are written by strangers: one that breaks a detector reports nothing."""
    try:
        soft, hard = all_failures(message)
    except Exception:
        log.exception("a report could not be understood")
        return frozenset(), frozenset()
    return frozenset(soft), frozenset(hard)


def _is_complaint(message: Message) -> bool:
    return message.get_content_type() == "multipart/report" and str(message.get_param("report-type", "")).lower() == "feedback-report" \
        and _feedback(message) in COMPLAINTS  # fmt: skip


def _feedback(message: Message) -> str:
    """The type a feedback report gives itself."""
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            fields = part.get_payload()
            text = str(fields[0] if isinstance(fields, list) and fields else fields)
            found = re.search(r"(?im)^Feedback-Type:[ \t]*([a-z-]+)", text)
            return found[1].lower() if found else "other"
    return ""


def _complained(raw: bytes) -> frozenset[str]:
    return _plain(frozenset(found.strip() for found in _ADDRESSED.findall(raw)))


def _plain(addresses: frozenset[bytes]) -> frozenset[str]:
    shown = (parseaddr(address.decode("utf-8", "replace"))[1].casefold() for address in addresses)
    return frozenset(address for address in shown if "@" in address)


def _diagnostic(raw: bytes) -> str:
    said = [found.decode("utf-8", "replace") for found in _DIAGNOSTIC.findall(raw)]
    return plain(max(said, key=len, default=""))
