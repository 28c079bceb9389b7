"""The words of this room's own enumerations."""

from flask_babel import lazy_gettext as _l

from tracker.endorsements.models import DesignationOutcome, EmbargoEvent, EvidenceKind
from tracker.kernel import words

words.declare(
    {
        EmbargoEvent.CANDIDATES_ANNOUNCED: _l("The shortlist is published"),
        EmbargoEvent.BALLOT_OPENED: _l("The ballot opens"),
        EmbargoEvent.BALLOT_CLOSED: _l("The ballot closes"),
        EmbargoEvent.RESULT_DECLARED: _l("The result is declared"),
    }
)

words.declare(
    {
        EvidenceKind.FILE: _l("File"),
        EvidenceKind.LINK: _l("Link"),
        EvidenceKind.QUOTATION: _l("Quotation"),
    }
)

words.declare(
    {
        DesignationOutcome.GRANTED: _l("Granted"),
        DesignationOutcome.WITHHELD: _l("Withheld"),
        DesignationOutcome.DEFERRED: _l("Deferred"),
    },
    {
        DesignationOutcome.GRANTED: ("ok", "check-circle-fill"),
        DesignationOutcome.WITHHELD: ("stop", "x-octagon-fill"),
        DesignationOutcome.DEFERRED: ("warn", "hourglass-split"),
    },
)
