"""What a ballot paper must carry, item by item, each with why.

Five items are those the law asks of a trade union's postal ballot (Trade Union and Labour Relations (Consolidation) Act 1992,
section 51): whose paper it is to scrutinise, where and until when it comes back, its number, and that sending it back is free.
A party's own ballot is not bound by that law; they are taken as the measure, and what is missing is shown, not forbidden.
"""

from collections.abc import Mapping
from enum import StrEnum

from tracker.rules.papers import PaperFormat


class PaperItem(StrEnum):
    """One thing a paper carries."""

    TITLE = "title"
    HOW_TO_VOTE = "how_to_vote"
    RETURN_BY = "return_by"
    RETURN_ADDRESS = "return_address"
    RETURN_FREE = "return_free"
    SCRUTINEER = "scrutineer"
    SERIAL_NUMBER = "serial_number"
    REPLACEMENT = "replacement"


LAW = frozenset({
    PaperItem.RETURN_BY, PaperItem.RETURN_ADDRESS, PaperItem.RETURN_FREE, PaperItem.SCRUTINEER, PaperItem.SERIAL_NUMBER,
})  # fmt: skip
"""Items of section 51; the others are practice."""
ONLY_BY_POST = frozenset({PaperItem.RETURN_ADDRESS, PaperItem.RETURN_FREE})


def items_for(kind: PaperFormat) -> tuple[PaperItem, ...]:
    """What a paper of this format carries; one by e-mail does not come back by post."""
    return tuple(item for item in PaperItem if kind is not PaperFormat.EMAIL or item not in ONLY_BY_POST)


def missing(specification: Mapping[str, str], kind: PaperFormat) -> tuple[PaperItem, ...]:
    """The items nothing is said of."""
    return tuple(item for item in items_for(kind) if not str(specification.get(item.value, "")).strip())
