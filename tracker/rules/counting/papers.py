"""What a ranking is worth under the rules: the preferences that count, in order, and why it says no more after them."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from tracker.rules.counting.ballots import BallotSet, Rank, Ranking
from tracker.rules.counting.rules import CountRules, OnRepeat, OnUnclear


class Ending(StrEnum):
    """Why a paper counts no further: its choices are used up, equal marks, ranks left out, a candidate twice, or blank."""

    USED_UP = "used_up"
    EQUAL = "equal"
    SKIPPED = "skipped"
    REPEATED = "repeated"
    BLANK = "blank"


Preferences = tuple[int, ...]
Paper = tuple[Preferences, Ending]


def papers_by_rules(ballots: BallotSet, rules: CountRules) -> Mapping[Paper, int]:
    """How many papers say the same under `rules`: far fewer kinds than rankings, often."""
    found: Counter[Paper] = Counter()
    for ranking, papers in ballots.rankings.items():
        found[preferences(ranking, rules)] += papers
    return found


def preferences(ranking: Ranking, rules: CountRules) -> Paper:
    """The candidates a ranking counts for in turn, and why it ends. Raises ValueError where a repeat is to be refused."""
    if not ranking:
        return (), Ending.BLANK
    counted: list[int] = []
    skipped = 0
    for rank in ranking:
        skipped = 0 if rank else skipped + 1
        ending = _ends(rank, counted, skipped, rules)
        if ending is not None:
            return tuple(counted), ending
        if len(rank) == 1 and rank[0] not in counted:
            counted.append(rank[0])
    return tuple(counted), Ending.USED_UP


def _ends(rank: Rank, counted: list[int], skipped: int, rules: CountRules) -> Ending | None:
    """Why the paper counts no further at this rank; None when it does."""
    if len(rank) > 1 and rules.equal is OnUnclear.EXHAUST:
        return Ending.EQUAL
    if rules.skips_allowed is not None and skipped > rules.skips_allowed:
        return Ending.SKIPPED
    if len(rank) == 1 and rank[0] in counted and rules.repeats is not OnRepeat.NEXT_RANK:
        if rules.repeats is OnRepeat.REFUSE:
            raise ValueError("a ranking holds a candidate twice, which these rules do not allow")
        return Ending.REPEATED
    return None
