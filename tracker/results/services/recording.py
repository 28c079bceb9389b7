"""Entering a result as it was reported: changed as often as needed until it is declared."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.kernel.versions import expect_version
from tracker.results.models import Result
from tracker.results.queries.find import open_result
from tracker.results.words import LABELS
from tracker.results.writing import Report, in_short, new_result, write_rounds
from tracker.rules.contests import ContestOutcome, ContestState, CountMethod
from tracker.rules.results import Occasion

history.sentences(**{
    "results.reported": _l("Result entered as reported: %(subject)s"),
    "results.edited": _l("Reported figures changed: %(subject)s"),
    "results.discarded": _l("Figures entered and not declared were removed: %(subject)s"),
})  # fmt: skip

COUNTED = frozenset({ContestState.COUNTING, ContestState.DECIDED, ContestState.CLOSED})


def record(
    actor: Actor, contest: Contest, candidacies: Sequence[Candidacy], report: Report, *, occasion: Occasion = Occasion.FIRST_COUNT,
    reason: str = "", version: int | None = None,
) -> Result:  # fmt: skip
    """Store `report` about `candidacies` as the result that is open, in place of what was entered before.

    After a declaration it is a recount or a correction, with its reason. Raises Refused before the count, for a candidate without
    votes in the first round, for parts of votes where none are counted; StaleRecord when somebody else saved first.
    """
    require(actor, Permission.RECORD_RESULT, contest)
    refuse_too_early(contest)
    take_turn(f"result-{contest.id}")
    _refuse_unreadable(contest, candidacies, report)
    result = open_result(contest)
    if result is None:
        result = new_result(actor, contest, ContestOutcome.BALLOT, occasion, reason)
        action, difference = "results.reported", {}
    else:
        expect_version(result, version, report.figures, LABELS)
        action = "results.edited"
        difference = history.changes(result, {**report.figures, **_again(result, occasion, reason)})
    before = in_short(result)
    for name, value in report.figures.items():
        setattr(result, name, value)
    write_rounds(result, candidacies, report)
    difference |= _changed(before, in_short(result))
    if difference or action == "results.reported":
        result.recorded_at, result.recorded_by_id, result.recorded_by_name = now(), actor.account_id, actor.name
        db.session.flush()
        history.record(actor, action, result, difference=difference, reason=reason, contest_id=contest.id)
    return result


def discard(actor: Actor, result: Result, *, reason: str) -> None:
    """Remove figures that were entered and never declared; history keeps them. Raises Refused once declared or checked."""
    require(actor, Permission.RECORD_RESULT, result.contest)
    if result.is_declared:
        raise Refused(gettext("What was declared stays. Enter a correction instead."))
    if result.recounts:
        raise Refused(gettext("Ballots were counted again for these figures, so they stay. Change them instead."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = {name: (value, None) for name, value in in_short(result).items()}
    history.record(actor, "results.discarded", result, difference=difference, reason=reason, contest_id=result.contest_id)
    db.session.delete(result)
    db.session.flush()


def refuse_too_early(contest: Contest) -> None:
    """Raise Refused while there is nothing to report: before the ballot is closed."""
    if contest.state not in COUNTED:
        raise Refused(gettext("There is no result before the ballot is closed. Close the ballot first."))


def _again(result: Result, occasion: Occasion, reason: str) -> dict[str, Any]:
    """Why there is another result, changed where there was one before."""
    if result.corrects_id is None:
        return {}
    if occasion is Occasion.FIRST_COUNT or not reason.strip():
        raise Refused(gettext("A result was declared already. Say whether this is a recount or a correction, and why."), "reason")
    return {"occasion": occasion, "correction_reason": reason}


def _refuse_unreadable(contest: Contest, candidacies: Sequence[Candidacy], report: Report) -> None:
    """What cannot be stored as a count at all; what merely contradicts itself is stored and shown."""
    for number, one in enumerate(report.rounds, 1):
        if not one.votes:
            raise Refused(gettext("No votes are entered for a round before the last. Round: %(number)s", number=number), "rounds")
        if contest.method is not CountMethod.STV and any(Decimal(votes) % 1 for votes in one.votes.values()):
            raise Refused(gettext("Only whole votes are counted here. Round: %(number)s", number=number), "rounds")
    if report.rounds:
        for candidacy in candidacies:
            if candidacy.id not in report.rounds[0].votes:
                said = gettext("Enter the votes of the first round, or 0. Candidate: %(name)s", name=candidacy.name)
                raise Refused(said, f"r1_v_{candidacy.id}")


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = dict.fromkeys([*before, *after])
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}
