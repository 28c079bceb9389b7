"""The words of a mailing: what it is for, in whose name, how far it is, and what became of each recipient."""

from enum import StrEnum


class MailingChannel(StrEnum):
    """How a mailing goes out."""

    LETTER = "letter"
    EMAIL = "email"


class Purpose(StrEnum):
    """What a mailing is for. Only campaign mail obeys consent and objection; nobody may object to their ballot paper."""

    BALLOT_NOTICE = "ballot_notice"
    SERVICE = "service"
    CAMPAIGN = "campaign"


class OnBehalf(StrEnum):
    """In whose name a mailing speaks."""

    CANDIDATE = "candidate"
    ENDORSER = "endorser"
    RETURNING_OFFICER = "returning_officer"


class LanguageMode(StrEnum):
    """What each person gets: their own language, or both, the Welsh first."""

    OWN = "own"
    BOTH = "both"


class MailingState(StrEnum):
    """How far a mailing is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    RENDERING = "rendering"
    READY = "ready"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"
    FAILED = "failed"


class DeliveryState(StrEnum):
    """What became of one recipient. `unknown`: a crash or a lost connection left it open; only a person decides."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    RETURNED = "returned"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class SkipReason(StrEnum):
    """Why somebody the list named was left out, before approval or at the last moment."""

    NOT_ELIGIBLE = "not_eligible"
    NO_ADDRESS = "no_address"
    SHARED_ADDRESS = "shared_address"
    NO_CONSENT = "no_consent"
    OBJECTED = "objected"
    SUPPRESSED = "suppressed"
    HELD = "held"
    CANCELLED = "cancelled"


class Resolution(StrEnum):
    """What a person decided about a recipient whose outcome is unknown."""

    COUNT_AS_SENT = "count_as_sent"
    SEND_AGAIN = "send_again"
    GIVE_UP = "give_up"


class AllowanceKind(StrEnum):
    """What a contest's rules allow each candidate so much of. Money is in pence."""

    LETTERS = "letters"
    EMAILS = "emails"
    LIST_RELEASES = "list_releases"
    MONEY = "money"


class HouseAct(StrEnum):
    """What a mailing house says it did."""

    HANDED_OVER = "handed_over"
    POSTED = "posted"


class BounceKind(StrEnum):
    """What came back: for good, for now, or a complaint by the person."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"
    UNREADABLE = "unreadable"
