"""The eliminating ballot and plurality, counted exactly.

Eliminating ballot: every paper counts at full value for the first continuing candidate it ranks. While nobody holds more
than half of the votes that still count, and more than two continue, the one candidate with fewest goes out, and their
papers move on. Nobody goes out together with another, however few votes they have.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from tracker.rules.contests import CountMethod
from tracker.rules.counting.ballots import BallotSet
from tracker.rules.counting.papers import Ending, Paper, papers_by_rules
from tracker.rules.counting.rounds import Count, Round, Tie
from tracker.rules.counting.rules import USUAL_RULES, CountRules
from tracker.rules.counting.ties import TieBreaker

Pile = list[tuple[Paper, int]]


def eliminating_ballot(ballots: BallotSet, rules: CountRules = USUAL_RULES) -> Count:
    """Count an eliminating ballot. Raises UndecidedTie where the rules leave a tie open."""
    counting = _Counting(ballots, rules)
    while counting.winner is None and len(counting.piles) > 2 and counting.last.continuing_votes:
        counting.exclude()
    return counting.count(CountMethod.ELIMINATING_BALLOT)


def plurality(ballots: BallotSet, rules: CountRules = USUAL_RULES) -> Count:
    """Count first preferences only: most votes win. Raises UndecidedTie where the rules leave a tie for most open."""
    return _Counting(ballots, rules).count(CountMethod.PLURALITY)


def count_ballots(ballots: BallotSet, method: CountMethod, rules: CountRules = USUAL_RULES) -> Count:
    """Count by `method`. Raises UndecidedTie, and NotChecked for the single transferable vote."""
    if method is CountMethod.STV:
        raise NotChecked(method)
    return eliminating_ballot(ballots, rules) if method is CountMethod.ELIMINATING_BALLOT else plurality(ballots, rules)


class NotChecked(ValueError):
    """A method whose counts are recorded as reported and not checked."""

    def __init__(self, method: CountMethod) -> None:
        super().__init__(f"counts by {method} are not checked")
        self.method = method


class _Counting:
    """One count under way: the papers in piles, and the rounds so far."""

    def __init__(self, ballots: BallotSet, rules: CountRules) -> None:
        self.names = ballots.candidates
        self.paper_count = ballots.paper_count
        self.breaker = TieBreaker(rules, ballots.candidates)
        self.piles: dict[int, Pile] = {at: [] for at in ballots.standing}
        self.endings: Counter[Ending] = Counter()
        self.rounds: list[Round] = []
        self.ties: list[Tie] = []
        self._deal(papers_by_rules(ballots, rules).items())
        self._record(transfers=None)

    @property
    def last(self) -> Round:
        return self.rounds[-1]

    @property
    def winner(self) -> str | None:
        """Who holds more than half of the votes that still count."""
        return next((name for name, votes in self.last.votes.items() if votes >= self.last.majority), None)

    def exclude(self) -> None:
        """The one with fewest goes out; their papers move on."""
        fewest = min(self.last.votes.values())
        name = self._one_of([name for name, votes in self.last.votes.items() if votes == fewest])
        self.rounds[-1] = replace(self.last, excluded_after=(name,))
        moved = self._deal(self.piles.pop(self.names.index(name)))
        self._record(moved)

    def count(self, method: CountMethod) -> Count:
        """The whole count, once nobody else goes out."""
        winner = self.winner or self._most()
        return Count(method, tuple(self.rounds), winner, tuple(self.ties), self.paper_count)

    def _most(self) -> str | None:
        """Who has most votes; of two or more with as many, whoever the rules do not send out."""
        votes = self.last.votes
        if not self.last.continuing_votes:
            return None
        leading = [name for name in votes if votes[name] == max(votes.values())]
        while len(leading) > 1:
            leading.remove(self._one_of(leading))
        return leading[0]

    def _one_of(self, tied: list[str]) -> str:
        if len(tied) == 1:
            return tied[0]
        tie = self.breaker.break_tie(tied, self.rounds)
        self.ties.append(tie)
        return tie.out

    def _deal(self, papers: Iterable[tuple[Paper, int]]) -> Counter[str | None]:
        """Put papers on the pile of the first continuing candidate each ranks; how many came to whom."""
        moved: Counter[str | None] = Counter()
        for paper, papers_alike in papers:
            at = next((at for at in paper[0] if at in self.piles), None)
            if at is None:
                self.endings[paper[1]] += papers_alike
            else:
                self.piles[at].append((paper, papers_alike))
            moved[None if at is None else self.names[at]] += papers_alike
        return moved

    def _record(self, transfers: Counter[str | None] | None) -> None:
        votes = {self.names[at]: sum(papers for _, papers in pile) for at, pile in self.piles.items()}
        self.rounds.append(Round(votes, self.endings.total(), (), transfers, dict(self.endings)))
