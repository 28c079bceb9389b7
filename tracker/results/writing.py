"""Writing a result down: who took part, the rounds, the ties. Commands that do so record it in the history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy, Contest
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.results.models import Result, ResultCandidate, ResultLine, ResultRound, ResultTie
from tracker.results.queries.find import last_declared
from tracker.rules.contests import ContestOutcome
from tracker.rules.results import Occasion


@dataclass(frozen=True, kw_only=True)
class RoundReport:
    """One round as reported, by candidacy id. Who has no votes in it does not take part in it any more."""

    votes: Mapping[int, Decimal | int]
    transferred: Mapping[int, Decimal | int] = field(default_factory=dict)
    elected: frozenset[int] = frozenset()
    non_transferable: Decimal | int | None = None
    tie: str = ""
    tie_by_lot: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a scrutineer reported. `figures` by the names of `LABELS`; no rounds: only who was chosen is known."""

    chosen: Sequence[int]
    rounds: Sequence[RoundReport] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)


def new_result(actor: Actor, contest: Contest, kind: ContestOutcome, occasion: Occasion, reason: str) -> Result:
    """A new result, numbered after the last. After a declaration it says why there is another. Raises Refused."""
    before = last_declared(contest)
    if before is None:
        occasion, reason = Occasion.FIRST_COUNT, ""
    elif occasion is Occasion.FIRST_COUNT or not reason.strip():
        raise Refused(gettext("A result was declared already. Say whether this is a recount or a correction, and why."), "reason")
    last = db.session.scalar(select(func.max(Result.number)).where(Result.contest_id == contest.id)) or 0
    result = Result(
        contest=contest, number=last + 1, kind=kind, occasion=occasion, correction_reason=reason, method=contest.method,
        seats=contest.seats, corrects_id=before.id if before else None, recorded_at=now(), recorded_by_id=actor.account_id,
        recorded_by_name=actor.name,
    )  # fmt: skip
    db.session.add(result)
    db.session.flush()
    return result


def write_candidates(result: Result, candidacies: Sequence[Candidacy], chosen: Sequence[int]) -> None:
    """Store who took part, in that order, and who was chosen."""
    result.candidates.clear()
    db.session.flush()
    for position, candidacy in enumerate(candidacies, 1):
        db.session.add(ResultCandidate(result=result, candidacy=candidacy, position=position, is_chosen=candidacy.id in chosen))
    db.session.flush()


def write_rounds(result: Result, candidacies: Sequence[Candidacy], report: Report) -> None:
    """Store the rounds of `report` in place of what was there. Who has no votes in the next round went out."""
    result.rounds.clear()
    write_candidates(result, candidacies, report.chosen)
    known = {one.id: one for one in candidacies}
    for number, one in enumerate(report.rounds, 1):
        later = report.rounds[number].votes if number < len(report.rounds) else None
        stored = ResultRound(result=result, number=number, non_transferable=_exact(one.non_transferable))
        db.session.add(stored)
        for key, candidacy in known.items():
            if key in one.votes:
                db.session.add(_line(stored, candidacy, one, is_out=later is not None and key not in later))
        if one.tie.strip():
            db.session.add(ResultTie(round=stored, how=one.tie.strip(), by_lot=one.tie_by_lot))
    db.session.flush()


def _line(stored: ResultRound, candidacy: Candidacy, one: RoundReport, *, is_out: bool) -> ResultLine:
    key = candidacy.id
    return ResultLine(
        round=stored, candidacy=candidacy, votes=Decimal(one.votes[key]), transferred=_exact(one.transferred.get(key)),
        excluded_after=is_out and key not in one.elected, elected_after=key in one.elected,
    )  # fmt: skip


def _exact(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def in_short(result: Result) -> dict[str, Any]:
    """The figures as history keeps them: each round on a line, and who was chosen."""
    lines = {
        f"round {one.number}": "; ".join(
            [*(f"{line.candidacy.name} {line.votes:f}" for line in one.lines),
             *([f"non-transferable {one.non_transferable:f}"] if one.non_transferable is not None else [])]
        )
        for one in result.rounds
    }  # fmt: skip
    return {**lines, "chosen": ", ".join(candidacy.name for candidacy in result.chosen)}
