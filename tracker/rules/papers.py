"""The words of ballot papers: what they look like, whose they are, by which way they go and why."""

from enum import StrEnum


class PaperFormat(StrEnum):
    """How an edition is made; one edition is made in one format."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    AUDIO = "audio"
    EMAIL = "email"


class PaperLanguages(StrEnum):
    """The languages an edition is in."""

    BOTH = "both"
    WELSH = "cy"
    ENGLISH = "en"


class EditionState(StrEnum):
    """Whether papers of an edition may be issued."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    VOID = "void"


class EnclosureKind(StrEnum):
    """What goes into the envelope with a paper."""

    STATEMENT = "statement"
    LETTER = "letter"
    INSTRUCTIONS = "instructions"
    RETURN_ENVELOPE = "return_envelope"
    OTHER = "other"


class PaperState(StrEnum):
    """Whether a paper counts if it comes back. Lost, spoilt and cancelled ones are kept as three lists; void goes with its edition."""

    LIVE = "live"
    LOST = "lost"
    SPOILT = "spoilt"
    CANCELLED = "cancelled"
    VOID = "void"


class ChannelReason(StrEnum):
    """Why a paper goes the way it goes."""

    OWN_EMAIL = "own_email"
    NO_EMAIL = "no_email"
    SHARED_EMAIL = "shared_email"
    EMAIL_FAILS = "email_fails"
    FORMAT_ASKED = "format_asked"
    POST_ONLY = "post_only"
    EMAIL_ONLY = "email_only"
    NO_ADDRESS = "no_address"
    REISSUE = "reissue"
