"""Declaring a result: who is selected, what stops, what begins. One declaration, however often the button is pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests import services as contests
from tracker.contests.events import ContestMoved
from tracker.contests.models import Contest
from tracker.contests.readiness import in_state
from tracker.contests.services import Result as Decision
from tracker.extensions import db
from tracker.kernel.clock import local, now, today
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.mailings import services as mailings
from tracker.results.models import Result
from tracker.results.queries.find import open_result, standing_result
from tracker.results.queries.mailings import unsent
from tracker.results.reported import contradictions_in
from tracker.results.services.deadlines import set_deadlines
from tracker.results.states import RESULT
from tracker.results.writing import new_result, write_candidates
from tracker.rules.contests import CHOSEN, STANDING, ContestOutcome, ContestState
from tracker.rules.results import Occasion

WITHOUT_BALLOT = {
    ContestOutcome.UNOPPOSED: "decide-unopposed",
    ContestOutcome.APPOINTED: "decide-appointed",
    ContestOutcome.NO_SELECTION: "decide-no-selection",
}


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Who declared, on what day, at what hour (`HH:MM` in London) if it is known, and whether it is final."""

    by: str
    on: date
    hour: str | None = None
    is_final: bool = True


def declare(actor: Actor, result: Result, said: Declaration, *, reason: str = "", version: int | None = None) -> None:
    """Declare an entered result: candidates and contest move, mailings that are not sent are cancelled, deadlines are set.

    The one that stood before keeps its figures. Raises Refused when it was declared meanwhile, when the figures contradict
    themselves or choose nobody and no reason is given, or when the number chosen is not the number of seats.
    """
    contest = result.contest
    require(actor, Permission.DECLARE_RESULT, contest)
    _refuse_day(contest, said)
    take_turn(f"result-{contest.id}")
    if not result.chosen and not reason.strip():
        raise Refused(gettext("Nobody is marked as chosen. Mark who was, or say why nobody is selected."), "reason")
    if contradictions_in(result) and not reason.strip():
        raise Refused(gettext("The figures contradict themselves. Mend them, or say why they are declared all the same."), "reason")
    _move_contest(actor, contest, result, reason)
    _apply(actor, result, said, reason=reason, version=version)
    _follow(actor, result)


def declare_without_ballot(
    actor: Actor, contest: Contest, kind: ContestOutcome, chosen: Sequence[int], said: Declaration, *, source: str, reason: str
) -> Result:
    """Declare how a contest ended without a ballot: unopposed, by appointment, or with nobody selected.

    Raises Refused or Blocked as the contest's own moves do, and while figures of a ballot are entered and not declared.
    """
    require(actor, Permission.DECLARE_RESULT, contest)
    _refuse_day(contest, said)
    take_turn(f"result-{contest.id}")
    if open_result(contest) is not None:
        raise Refused(gettext("Figures of a ballot are entered and not declared. Declare them, or remove them first."))
    standing = in_state(contest, *STANDING)
    taken = [one.id for one in standing] if kind is ContestOutcome.UNOPPOSED else list(chosen)
    contests.decide(actor, contest, WITHOUT_BALLOT[kind], Decision(chosen=taken), reason=reason)
    result = new_result(actor, contest, kind, Occasion.CORRECTION, reason)
    result.source, result.note = source, reason
    write_candidates(result, standing, [] if kind is ContestOutcome.NO_SELECTION else taken)
    _apply(actor, result, said, reason=reason)
    _follow(actor, result)
    return result


def confirm(actor: Actor, result: Result, said: Declaration, *, version: int | None = None) -> None:
    """Confirm a provisional result as final. Raises Refused when it is final already or was replaced."""
    require(actor, Permission.DECLARE_RESULT, result.contest)
    _refuse_day(result.contest, said)
    if result.replaced_at is not None:
        raise Refused(gettext("Another result stands now. Look at it again."))
    changed = {"declared_by": said.by, "declared_on": said.on, "declared_hour": said.hour}
    RESULT.apply(actor, result, "confirm", changed=changed, version=version, contest_id=result.contest_id)
    set_deadlines(actor, result)


def set_aside_with_contest(moved: ContestMoved) -> None:
    """A contest whose decision is set aside has no result that stands; its figures stay to be read."""
    contest = db.session.get(Contest, moved.contest_id)
    if moved.before is ContestState.DECIDED and moved.after is not ContestState.CLOSED and contest:
        stood = standing_result(contest)
        if stood is not None:
            stood.replaced_at = moved.at
            db.session.flush()


def _apply(actor: Actor, result: Result, said: Declaration, *, reason: str, version: int | None = None) -> None:
    stood = standing_result(result.contest)
    if stood is not None and stood.id != result.id:
        stood.replaced_at = now()
        db.session.flush()
    changed = {"declared_by": said.by, "declared_on": said.on, "declared_hour": said.hour}
    if not result.chosen:
        changed["kind"] = ContestOutcome.NO_SELECTION
    step = "declare-final" if said.is_final else "declare-provisional"
    RESULT.apply(actor, result, step, changed=changed, reason=reason, version=version, contest_id=result.contest_id)


def _move_contest(actor: Actor, contest: Contest, result: Result, reason: str) -> None:
    """Let candidacies and contest follow the figures: decided, decided anew, or only the votes put right."""
    decision = _decision(result)
    decided = {one.id for one in in_state(contest, *CHOSEN)}
    if contest.state is ContestState.COUNTING:
        step = "decide-by-ballot" if decision.chosen else WITHOUT_BALLOT[ContestOutcome.NO_SELECTION]
        contests.decide(actor, contest, step, decision, reason=reason)
    elif decided == set(decision.chosen):
        contests.report_result(actor, contest, decision)
    elif contest.outcome is not ContestOutcome.BALLOT:
        raise Refused(gettext("This contest was decided without a ballot. Set that decision aside first."))
    elif contest.state is ContestState.DECIDED:
        contests.set_aside(actor, contest, "recount", reason=result.correction_reason)
        contests.decide(actor, contest, "decide-by-ballot", decision, reason=reason)
    else:
        raise Refused(gettext("The contest is closed: who was selected no longer changes. Only figures can be put right."))


def _decision(result: Result) -> Decision:
    """The votes of the first round, which are comparable whoever went out later."""
    first = result.rounds[0].lines if result.rounds else []
    votes = {line.candidacy_id: int(line.votes) for line in first}
    return Decision(chosen=[one.id for one in result.chosen], votes=votes, source=result.source)


def _follow(actor: Actor, result: Result) -> None:
    """What a declaration stops and begins."""
    said = gettext("The result was declared.")
    for mailing in unsent(result.contest):
        mailings.move(actor, mailing, "cancel", reason=said)
    set_deadlines(actor, result)


def _refuse_day(contest: Contest, said: Declaration) -> None:
    if not said.by.strip():
        raise Refused(gettext("Say who declares the result."), "declared_by")
    if said.on > today():
        raise Refused(gettext("This lies in the future. Enter when it happened."), "declared_on")
    closes = contest.ballot_closes_at
    decided_by_ballot = contest.state in (ContestState.COUNTING, ContestState.DECIDED, ContestState.CLOSED)
    if decided_by_ballot and closes is not None and said.on < local(closes).date():
        raise Refused(gettext("This is before the ballot closed. Enter the day the result was declared."), "declared_on")


