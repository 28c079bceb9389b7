"""The words support is told in."""

from enum import StrEnum


class SupporterCategory(StrEnum):
    """Who a supporter is, for counting. `AM_MS`: member of the Welsh parliament, under either name."""

    COUNCILLOR = "councillor"
    AM_MS = "am_ms"
    MP = "mp"
    PEER = "peer"
    MEMBER = "member"
    TRADE_UNIONIST = "trade_unionist"
    SOCIETY_MEMBER = "society_member"
    PUBLIC = "public"


class ConsentState(StrEnum):
    """Whether a supporter agreed to be named in public."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class SearchState(StrEnum):
    """Where the search of a long list for likely duplicates stands."""

    LOOKING = "looking"
    FOUND = "found"
    FAILED = "failed"
