"""Where a reported count and a count of the ballots differ: everything, not only the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import TypeVar

from tracker.rules.counting.rounds import Round

Key = TypeVar("Key", bound=str | None)


class Subject(StrEnum):
    """What differs. ROUND: only one of the two has this round. CANDIDATE: only one of the two has them in it."""

    ROUND = "round"
    CANDIDATE = "candidate"
    VOTES = "votes"
    EXHAUSTED = "exhausted"
    EXCLUDED = "excluded"
    TRANSFER = "transfer"
    WINNER = "winner"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, in `round` (from 1; None for the winner), as to `candidate` where it is about one.

    `reported` and `counted` are votes, papers or names; None where one of the two has nothing there. A transfer to nobody
    has no candidate.
    """

    round: int | None
    subject: Subject
    candidate: str | None
    reported: int | str | None
    counted: int | str | None


def differences(reported: Sequence[Round], counted: Sequence[Round]) -> list[Difference]:
    """Every difference between the rounds reported and the rounds counted, round by round; none if they agree.

    What a report leaves out (None) is no difference; a whole round or a candidate left out is one.
    """
    found: list[Difference] = []
    for number, (said, is_so) in enumerate(zip_longest(reported, counted), 1):
        if said is None or is_so is None:
            found.append(Difference(number, Subject.ROUND, None, _total(said), _total(is_so)))
        else:
            found += _between(number, said, is_so)
    return found


def difference_of_winners(reported: str | None, counted: str | None) -> list[Difference]:
    """The difference between the winner reported and the one counted, if there is one."""
    return [] if reported == counted else [Difference(None, Subject.WINNER, None, reported, counted)]


def _between(number: int, said: Round, is_so: Round) -> Iterator[Difference]:
    for name in _keys(is_so.votes, said.votes):
        votes, counted = said.votes.get(name), is_so.votes.get(name)
        if votes != counted:
            missing = votes is None or counted is None
            yield Difference(number, Subject.CANDIDATE if missing else Subject.VOTES, name, votes, counted)
    if said.exhausted is not None and said.exhausted != is_so.exhausted:
        yield Difference(number, Subject.EXHAUSTED, None, said.exhausted, is_so.exhausted)
    if said.excluded_after is not None:
        yield from _excluded(number, said.excluded_after, is_so.excluded_after or ())
    if said.transfers is not None and is_so.transfers is not None:
        for target in _keys(is_so.transfers, said.transfers):
            moved, came = said.transfers.get(target, 0), is_so.transfers.get(target, 0)
            if moved != came:
                yield Difference(number, Subject.TRANSFER, target, moved, came)


def _excluded(number: int, said: tuple[str, ...], is_so: tuple[str, ...]) -> Iterator[Difference]:
    for name in said:
        if name not in is_so:
            yield Difference(number, Subject.EXCLUDED, name, name, None)
    for name in is_so:
        if name not in said:
            yield Difference(number, Subject.EXCLUDED, name, None, name)


def _keys(first: Mapping[Key, int], second: Mapping[Key, int]) -> list[Key]:
    """The keys of both, each once, those of the first in its order."""
    return list(dict.fromkeys([*first, *second]))


def _total(one: Round | None) -> int | None:
    return None if one is None else one.continuing_votes
