"""What a result page shows of the rounds: votes with their shares on both bases, what moved, and the bars and bands drawn of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.kernel.pictures import FlowRound, FlowStep
from tracker.results.models import Result, ResultLine, ResultRound
from tracker.results.reported import names_in


@dataclass(frozen=True, kw_only=True)
class Line:
    """One candidate in one round. Shares are fractions: of the votes that still count, and of all valid ones in round one."""

    name: str
    votes: Decimal | None
    moved: Decimal | None
    of_continuing: Decimal | None
    of_all: Decimal | None
    is_out: bool
    is_elected: bool
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class RoundShown:
    """One round as it is shown. `continuing`: votes that count for somebody. `needed`: more than half of those."""

    number: int
    lines: Sequence[Line]
    continuing: Decimal
    needed: int | None
    non_transferable: Decimal | None
    moved_to_nobody: Decimal | None
    total: Decimal
    tie: str
    tie_by_lot: bool


def rounds_of(result: Result) -> list[RoundShown]:
    """Every round, with everybody of the first round in each: who is out has no votes."""
    if not result.rounds:
        return []
    first = result.rounds[0]
    valid = _continuing(first) + (first.non_transferable or 0)
    return [_shown(result, one, valid) for one in result.rounds]


def _shown(result: Result, one: ResultRound, valid: Decimal) -> RoundShown:
    before = result.rounds[one.number - 2] if one.number > 1 else None
    continuing = _continuing(one)
    stop, stopped = one.non_transferable, before.non_transferable if before else None
    return RoundShown(
        number=one.number, lines=_lines(result, one, before, continuing, valid), continuing=continuing,
        needed=int(continuing // 2) + 1 if result.seats == 1 else None, non_transferable=stop,
        moved_to_nobody=stop - stopped if stop is not None and stopped is not None else None,
        total=continuing + (stop or 0), tie=one.tie.how if one.tie else "", tie_by_lot=bool(one.tie and one.tie.by_lot),
    )  # fmt: skip


def _lines(result: Result, one: ResultRound, before: ResultRound | None, continuing: Decimal, valid: Decimal) -> list[Line]:
    stored = {line.candidacy_id: line for line in one.lines}
    earlier = {line.candidacy_id: line for line in before.lines} if before else {}
    chosen = {candidacy.id for candidacy in result.chosen}
    return [
        _line(name, stored.get(key), earlier.get(key), key in chosen, continuing, valid)
        for key, name in names_in(result).items()
    ]  # fmt: skip


def _line(
    name: str, line: ResultLine | None, before: ResultLine | None, is_chosen: bool, continuing: Decimal, valid: Decimal
) -> Line:
    votes = line.votes if line else None
    return Line(
        name=name, votes=votes, moved=_moved(line, before), of_continuing=share(votes, continuing), of_all=share(votes, valid),
        is_out=bool(line and line.excluded_after), is_elected=bool(line and line.elected_after), is_chosen=is_chosen,
    )  # fmt: skip


def _moved(line: ResultLine | None, before: ResultLine | None) -> Decimal | None:
    """What was reported as moved; where nothing was, what follows from the votes."""
    if before is None:
        return None
    if line is None:
        return -before.votes
    return line.transferred if line.transferred is not None else line.votes - before.votes


def share(votes: Decimal | None, base: Decimal | int | None) -> Decimal | None:
    """`votes` as a fraction of `base`; None where either is none."""
    return votes / base if votes is not None and base else None


def flow_of(shown: Sequence[RoundShown]) -> list[FlowRound]:
    """The rounds as the picture of transfers takes them."""
    return [
        FlowRound(
            number=one.number,
            steps=[FlowStep(name=line.name, votes=float(line.votes), moved=float(line.moved or 0), is_chosen=line.is_chosen)
                   for line in one.lines if line.votes is not None],
            nobody=float(one.non_transferable or 0), to_nobody=float(one.moved_to_nobody or 0),
        )
        for one in shown
    ]  # fmt: skip


def _continuing(one: ResultRound) -> Decimal:
    return sum((line.votes for line in one.lines), Decimal(0))
