"""The words of ballot papers: what they look like, whose they are, by which way they go and why."""

from enum import StrEnum

from tracker.rules.electorate import LetterFormat, LetterLanguage


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


FORMATS_OF_LETTERS: dict[LetterFormat, PaperFormat] = {
    LetterFormat.STANDARD: PaperFormat.STANDARD, LetterFormat.LARGE_PRINT: PaperFormat.LARGE_PRINT,
    LetterFormat.AUDIO: PaperFormat.AUDIO, LetterFormat.BRAILLE: PaperFormat.BRAILLE,
}  # fmt: skip
"""What somebody gets by post who asked for letters so."""


def speaks(languages: PaperLanguages, language: LetterLanguage) -> bool:
    """Whether an edition in `languages` is for somebody who reads `language`."""
    return languages is PaperLanguages.BOTH or languages.value == language.value


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges of numbers, both ends included, have a number in common."""
    return one[0] <= other[1] and other[0] <= one[1]
