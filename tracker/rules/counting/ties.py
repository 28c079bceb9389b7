"""Breaking a tie by the contest's rules, one after the other, and never by chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.rules.counting.rounds import Round, Tie
from tracker.rules.counting.rules import CountRules, TieRule


class UndecidedTie(ValueError):
    """`tied` have equally few votes in `round` (from 1), and no rule says who goes out: a lot must be drawn and recorded."""

    def __init__(self, round_number: int, tied: Sequence[str]) -> None:
        super().__init__(f"round {round_number}: {', '.join(tied)} are tied and no rule says who goes out")
        self.round = round_number
        self.tied = tuple(tied)


@dataclass(frozen=True, slots=True)
class TieBreaker:
    """Decides ties by `rules`; `candidates` is the order of the file."""

    rules: CountRules
    candidates: tuple[str, ...]

    def break_tie(self, tied: Sequence[str], rounds: Sequence[Round]) -> Tie:
        """Who goes out of `tied`, in the last of `rounds`. Raises UndecidedTie."""
        left = list(tied)
        for rule in self.rules.ties:
            left = self._narrowed(rule, left, rounds)
            if len(left) == 1:
                return Tie(len(rounds), tuple(tied), rule, left[0])
        raise UndecidedTie(len(rounds), left)

    def _narrowed(self, rule: TieRule, tied: list[str], rounds: Sequence[Round]) -> list[str]:
        match rule:
            case TieRule.LATEST_ROUND:
                return _by_rounds(tied, rounds[-2::-1])
            case TieRule.FIRST_ROUND:
                return _by_rounds(tied, rounds[:-1])
            case TieRule.LOT:
                return next(([name] for name in self.rules.lots if name in tied), tied)
            case TieRule.ORDER:
                return [max(tied, key=self._place)]

    def _place(self, name: str) -> int:
        order = self.rules.order or self.candidates
        return order.index(name) if name in order else len(order) + self.candidates.index(name)


def _by_rounds(tied: list[str], rounds: Sequence[Round]) -> list[str]:
    """Those who had fewest in one round after the other, as long as several are left."""
    for each in rounds:
        fewest = min(each.votes[name] for name in tied)
        tied = [name for name in tied if each.votes[name] == fewest]
    return tied
