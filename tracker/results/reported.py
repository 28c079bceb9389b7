"""Reported figures as the rules of counting take them, and what contradicts itself in them.

Names are unique within a result: two candidates of one name are told apart by their number.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from tracker.contests.models import Candidacy
from tracker.results.models import Result, ResultRound
from tracker.rules.contests import CountMethod
from tracker.rules.counting import Contradiction, Round, contradictions


def names_of(candidacies: Sequence[Candidacy]) -> dict[int, str]:
    """Candidacy id -> a name no other of them has."""
    seen = Counter(candidacy.name for candidacy in candidacies)
    return {one.id: one.name if seen[one.name] == 1 else f"{one.name} ({one.slug})" for one in candidacies}


def names_in(result: Result) -> dict[int, str]:
    """Candidacy id -> name, of everybody who took part in a count."""
    return names_of([one.candidacy for one in result.candidates])


def is_checked(result: Result) -> bool:
    """Whether rounds of this method are checked: those of the single transferable vote are only recorded."""
    return result.method is not CountMethod.STV


def as_rounds(result: Result) -> list[Round]:
    """The rounds of `result`, in whole votes. Only for methods that are checked."""
    names = names_in(result)
    last = len(result.rounds)
    return [_as_round(one, names, with_exclusions=one.number < last) for one in result.rounds]


def winner_of(result: Result) -> str | None:
    """Who was chosen for a single seat, by name."""
    chosen = result.chosen
    return names_in(result)[chosen[0].id] if result.seats == 1 and len(chosen) == 1 else None


def contradictions_in(result: Result) -> list[Contradiction]:
    """Everything in which the figures contradict themselves; nothing where they are only recorded."""
    if not is_checked(result) or not result.rounds:
        return []
    return contradictions(as_rounds(result), winner_of(result))


def _as_round(one: ResultRound, names: Mapping[int, str], *, with_exclusions: bool) -> Round:
    came: dict[str | None, int] = {
        names[line.candidacy_id]: int(line.transferred) for line in one.lines if line.transferred is not None
    }
    complete = bool(came) and len(came) == len(one.lines) and one.non_transferable is not None
    nobody = _moved_to_nobody(one) if complete else None
    return Round(
        votes={names[line.candidacy_id]: int(line.votes) for line in one.lines},
        exhausted=None if one.non_transferable is None else int(one.non_transferable),
        excluded_after=tuple(names[line.candidacy_id] for line in one.lines if line.excluded_after) if with_exclusions else None,
        transfers={**came, None: nobody} if nobody is not None else None,
    )


def _moved_to_nobody(one: ResultRound) -> int | None:
    """How many votes stopped counting since the round before; None where that is not known."""
    before = one.result.rounds[one.number - 2] if one.number > 1 else None
    if before is None or before.non_transferable is None or one.non_transferable is None:
        return None
    return int(one.non_transferable - before.non_transferable)
