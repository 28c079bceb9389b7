"""The rounds of a count, as they are counted and as they are reported: the same shape, so that they can be compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from tracker.rules.contests import CountMethod
from tracker.rules.counting.papers import Ending
from tracker.rules.counting.rules import TieRule

Transfers = Mapping[str | None, int]


@dataclass(frozen=True, slots=True)
class Round:
    """One round: votes by candidate, papers that count no further, and who goes out after it.

    In a reported round None means that the report does not say. `transfers` are the votes that came into this round from
    those who went out after the one before, by candidate; those that went to nobody stand under None. `endings` divides the
    exhausted papers by why they count no further.
    """

    votes: Mapping[str, int]
    exhausted: int | None = None
    excluded_after: tuple[str, ...] | None = None
    transfers: Transfers | None = None
    endings: Mapping[Ending, int] = field(default_factory=dict)

    @property
    def continuing_votes(self) -> int:
        """The votes that still count for somebody."""
        return sum(self.votes.values())

    @property
    def majority(self) -> int:
        """The fewest votes that are more than half of the continuing ones."""
        return self.continuing_votes // 2 + 1


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie in a round, counted from 1: who had equally few votes, what rule decided, and who went out (or did not win)."""

    round: int
    tied: tuple[str, ...]
    rule: TieRule
    out: str


@dataclass(frozen=True, slots=True)
class Count:
    """A whole count. `winner` is None where no paper ranks anybody."""

    method: CountMethod
    rounds: tuple[Round, ...]
    winner: str | None
    ties: tuple[Tie, ...]
    paper_count: int

    @property
    def blank_count(self) -> int:
        """How many papers rank nobody at all."""
        return self.rounds[0].endings.get(Ending.BLANK, 0)


def quota(vote_count: int, seats: int = 1) -> int:
    """The Droop quota: the fewest whole votes that no more than `seats` candidates can reach."""
    return vote_count // (seats + 1) + 1


def percentage(votes: int, base: int, places: int = 1) -> Decimal | None:
    """Votes as a percentage of `base`, halves rounded up; None where the base is none. Say beside it which base it is."""
    if not base:
        return None
    return (Decimal(100 * votes) / base).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def to_json(count: Count) -> dict[str, object]:
    """The count as plain objects: winner, rounds, and `ties` where one had to be broken."""
    rounds = [
        {"votes": dict(each.votes), "exhausted": each.exhausted, "excluded_after": list(each.excluded_after or ())}
        for each in count.rounds
    ]
    ties = [{"round": tie.round, "tied": list(tie.tied), "rule": tie.rule.value, "out": tie.out} for tie in count.ties]
    return {"winner": count.winner, "rounds": rounds} | ({"ties": ties} if ties else {})
