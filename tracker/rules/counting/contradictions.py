"""Where reported rounds contradict themselves, before any ballot is looked at: a slip in copying shows here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from tracker.rules.counting.rounds import Round


class Contradicts(StrEnum):
    """What does not fit.

    TOTAL: votes and exhausted papers together are not as many as in the first round. TRANSFERS: what moved is not what those
    who went out had. VOTES: a candidate's votes are not those before and what came, or they fell. EXHAUSTED: fell. LOWEST:
    somebody went out while another who stayed had fewer. GONE: missing without having gone out. BACK: there again after
    having gone out, or for the first time after the first round. WINNER: another has more votes in the last round.
    """

    TOTAL = "total"
    TRANSFERS = "transfers"
    VOTES = "votes"
    EXHAUSTED = "exhausted"
    LOWEST = "lowest"
    GONE = "gone"
    BACK = "back"
    WINNER = "winner"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One figure that does not fit, in `round` (from 1), as to `candidate` where it is about one.

    `said` is what was reported, `follows` what follows from the rest of the report; None where nothing is or follows.
    """

    round: int
    what: Contradicts
    candidate: str | None
    said: int | None
    follows: int | None


def contradictions(rounds: Sequence[Round], winner: str | None = None) -> list[Contradiction]:
    """Every contradiction in reported rounds; none does not mean that they are right. What is not said contradicts nothing."""
    found = [each for number, pair in enumerate(pairwise(rounds), 2) for each in _between(number, *pair)]
    found += _totals(rounds)
    if rounds and winner is not None:
        votes, most = rounds[-1].votes.get(winner), max(rounds[-1].votes.values(), default=0)
        if votes != most:
            found.append(Contradiction(len(rounds), Contradicts.WINNER, winner, votes, most))
    return sorted(found, key=lambda each: each.round)


def _totals(rounds: Sequence[Round]) -> Iterator[Contradiction]:
    totals = [None if each.exhausted is None else each.continuing_votes + each.exhausted for each in rounds]
    known = [total for total in totals if total is not None]
    for number, total in enumerate(totals, 1):
        if total is not None and total != known[0]:
            yield Contradiction(number, Contradicts.TOTAL, None, total, known[0])


def _between(number: int, before: Round, after: Round) -> Iterator[Contradiction]:
    out = before.excluded_after
    yield from _who_is_there(number, before, after)
    if out:
        yield from _lowest(number - 1, before, out)
    if out is not None and after.transfers is not None:
        had, moved = sum(before.votes.get(name, 0) for name in out), sum(after.transfers.values())
        if moved != had:
            yield Contradiction(number, Contradicts.TRANSFERS, None, moved, had)
    for name in after.votes:
        if name in before.votes:
            yield from _votes(number, name, before, after)
    if before.exhausted is not None and after.exhausted is not None and after.exhausted < before.exhausted:
        yield Contradiction(number, Contradicts.EXHAUSTED, None, after.exhausted, before.exhausted)


def _votes(number: int, name: str, before: Round, after: Round) -> Iterator[Contradiction]:
    had, has = before.votes[name], after.votes[name]
    if after.transfers is not None:
        follows = had + after.transfers.get(name, 0)
        if has != follows:
            yield Contradiction(number, Contradicts.VOTES, name, has, follows)
    elif has < had:
        yield Contradiction(number, Contradicts.VOTES, name, has, had)


def _who_is_there(number: int, before: Round, after: Round) -> Iterator[Contradiction]:
    out = before.excluded_after
    for name, votes in before.votes.items():
        if name not in after.votes and out is not None and name not in out:
            yield Contradiction(number, Contradicts.GONE, name, None, votes)
    for name, votes in after.votes.items():
        if name not in before.votes or name in (out or ()):
            yield Contradiction(number, Contradicts.BACK, name, votes, None)


def _lowest(number: int, before: Round, out: tuple[str, ...]) -> Iterator[Contradiction]:
    staying = [votes for name, votes in before.votes.items() if name not in out]
    fewest = min(staying, default=None)
    for name in out:
        votes = before.votes.get(name)
        if fewest is not None and votes is not None and votes > fewest:
            yield Contradiction(number, Contradicts.LOWEST, name, votes, fewest)
