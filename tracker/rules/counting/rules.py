"""How a contest counts: what unclear marks mean and how ties are broken, as data."""

from dataclasses import dataclass
from enum import StrEnum


class OnUnclear(StrEnum):
    """What a mark that says nothing clear does: the paper counts no further, or its next rank is looked at."""

    EXHAUST = "exhaust"
    NEXT_RANK = "next_rank"


class OnRepeat(StrEnum):
    """What a candidate ranked twice on one paper does; REFUSE: the file is not counted, it is wrong."""

    REFUSE = "refuse"
    EXHAUST = "exhaust"
    NEXT_RANK = "next_rank"


class TieRule(StrEnum):
    """How it is decided who goes out of several with equally few votes.

    LATEST_ROUND: who had fewer in the latest earlier round in which they differed (as in Scottish council elections).
    FIRST_ROUND: who had fewer in the first round in which they differed. LOT: as the lot drawn and recorded says.
    ORDER: who stands later in a given order.
    """

    LATEST_ROUND = "latest_round"
    FIRST_ROUND = "first_round"
    LOT = "lot"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class CountRules:
    """The rules of one count.

    `equal`: for ranks with more than one mark. `skips_allowed`: how many ranks in a row may be left out before the paper
    counts no further; None: any number. `ties` are tried one after the other. `lots` names who a lot sent out, in the
    order drawn; at a tie the first of them who is tied goes out. `order` is the given order, best place first; empty: the
    order of the file.
    """

    equal: OnUnclear = OnUnclear.EXHAUST
    repeats: OnRepeat = OnRepeat.REFUSE
    skips_allowed: int | None = None
    ties: tuple[TieRule, ...] = (TieRule.LATEST_ROUND, TieRule.LOT)
    lots: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


USUAL_RULES = CountRules()
