"""The words of an electoral roll: who is on it, what is known against a vote, how a letter should look."""

from enum import StrEnum


class VoterClass(StrEnum):
    """By which right a person votes."""

    MEMBER = "member"
    AFFILIATED_SUPPORTER = "affiliated_supporter"
    REGISTERED_SUPPORTER = "registered_supporter"


class LetterFormat(StrEnum):
    """How a person asked to be written to."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    AUDIO = "audio"
    BRAILLE = "braille"


class LetterLanguage(StrEnum):
    """In which language a person asked to be written to."""

    ENGLISH = "en"
    WELSH = "cy"


class ElectorStanding(StrEnum):
    """What is known of a person besides dates that bears on the vote."""

    NONE = "none"
    SUSPENDED = "suspended"
    DUPLICATE = "duplicate"
    DECEASED = "deceased"
    GONE_AWAY = "gone_away"
    APPEAL_PENDING = "appeal_pending"


class Eligibility(StrEnum):
    """Whether a person may vote, and if not, why not."""

    ELIGIBLE = "eligible"
    JOINED_AFTER = "joined_after"
    IN_ARREARS = "in_arrears"
    SUSPENDED = "suspended"
    DUPLICATE = "duplicate"
    DECEASED = "deceased"
    GONE_AWAY = "gone_away"
    APPEAL_PENDING = "appeal_pending"


class AlarmKind(StrEnum):
    """What raised an alarm over changed contact details: a new list, or one person's changes in one day."""

    LIST = "list"
    PERSON = "person"


class UnitKind(StrEnum):
    """What a share is counted over."""

    WHOLE_LIST = "whole_list"
    BRANCH = "branch"
    COUNCIL = "council"
    PERSON = "person"


class Channel(StrEnum):
    """A way to reach a person."""

    EMAIL = "email"
    POST = "post"


class SuppressionReason(StrEnum):
    """Why nothing may be sent to an address or a person any more."""

    UNSUBSCRIBED = "unsubscribed"
    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"
    GONE_AWAY = "gone_away"
    REFUSED = "refused"
    DECEASED = "deceased"
    OBJECTED = "objected"


class Difference(StrEnum):
    """How one person differs between two lists."""

    CAME = "came"
    WENT = "went"
    ADDRESS = "address"
    EMAIL = "email"
    NAME = "name"
