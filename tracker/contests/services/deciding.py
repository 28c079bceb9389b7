"""How a contest ends: by the members' vote, or normally without one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy, Contest
from tracker.contests.readiness import in_state
from tracker.contests.services.moves import move
from tracker.contests.states import CANDIDACY
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.rules.contests import CHOSEN, STANDING, CandidacyState, ContestOutcome, CountMethod

history.sentences(**{"contests.result-reported": _l("Reported votes changed: %(subject)s")})

OUTCOMES = {
    "decide-by-ballot": (ContestOutcome.BALLOT, "select"),
    "decide-unopposed": (ContestOutcome.UNOPPOSED, "take-unopposed"),
    "decide-appointed": (ContestOutcome.APPOINTED, "appoint"),
    "decide-no-selection": (ContestOutcome.NO_SELECTION, ""),
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """What was reported: the ids of the chosen candidacies, votes by candidacy id, and where it was reported."""

    chosen: Sequence[int] = ()
    votes: Mapping[int, int | None] = field(default_factory=dict)
    source: str = ""


def decide(actor: Actor, contest: Contest, name: str, result: Result, *, reason: str = "") -> None:
    """End `contest` by the deciding move `name`; every candidate still standing is chosen or not.

    Raises Refused when the number chosen is not the number of seats or the votes contradict the choice.
    """
    outcome, chosen_move = OUTCOMES[name]
    standing = in_state(contest, *STANDING)
    chosen = _chosen(contest, name, standing, result)
    move(actor, contest, name, reason=reason, changed={"outcome": outcome, "outcome_note": reason})
    for candidacy in standing:
        _report(candidacy, result)
        step = chosen_move if candidacy.id in chosen else "not-select"
        CANDIDACY.apply(actor, candidacy, step, at=now(), contest_id=contest.id, candidacy_id=candidacy.id)


def set_aside(actor: Actor, contest: Contest, name: str, *, reason: str) -> None:
    """Undo a decision by the move `name`: who was standing stands again, to be decided anew."""
    decided = in_state(contest, CandidacyState.NOT_SELECTED, *CHOSEN)
    move(actor, contest, name, reason=reason, changed={"outcome": None, "outcome_note": ""})
    for candidacy in decided:
        CANDIDACY.apply(actor, candidacy, "stand-again", at=now(), reason=reason, contest_id=contest.id, candidacy_id=candidacy.id)


def report_result(actor: Actor, contest: Contest, result: Result) -> None:
    """Correct the reported votes of a decided contest. Raises Refused when they contradict who was chosen."""
    candidates = [candidacy for candidacy in contest.candidacies if candidacy.id in result.votes]
    chosen = {candidacy.id for candidacy in candidates if candidacy.state in CHOSEN}
    _refuse_contradiction(contest, chosen, result.votes)
    for candidacy in candidates:
        wanted = {"votes": result.votes[candidacy.id], "result_source": result.source}
        difference = history.changes(candidacy, wanted)
        if difference:
            history.record(
                actor, "contests.result-reported", candidacy,
                difference=difference, contest_id=contest.id, candidacy_id=candidacy.id,
            )  # fmt: skip


def _chosen(contest: Contest, name: str, standing: list[Candidacy], result: Result) -> set[int]:
    if name == "decide-no-selection":
        return set()
    ids = {candidacy.id for candidacy in standing}
    if name == "decide-unopposed":
        return ids
    chosen = set(result.chosen) & ids
    if len(chosen) != contest.seats:
        raise Refused(gettext("Choose as many candidates as there are seats: %(seats)s.", seats=contest.seats), "chosen")
    if name == "decide-by-ballot":
        _refuse_unsourced(result)
        _refuse_contradiction(contest, chosen, result.votes)
    return chosen


def _refuse_unsourced(result: Result) -> None:
    if any(votes is not None for votes in result.votes.values()) and not result.source.strip():
        raise Refused(gettext("Say where the votes were reported."), "source")


def _refuse_contradiction(contest: Contest, chosen: set[int], votes: Mapping[int, int | None]) -> None:
    """With one seat, nobody left out may have more votes than who was chosen, unless later rounds may have changed that."""
    known = {key: count for key, count in votes.items() if count is not None}
    if contest.seats > 1 or (contest.method is not CountMethod.PLURALITY and len(known) > 2):
        return
    most = max((count for key, count in known.items() if key not in chosen), default=0)
    least = min((count for key, count in known.items() if key in chosen), default=most)
    if most > least:
        raise Refused(gettext("Somebody who was not chosen has more votes than somebody who was. Check the figures."), "chosen")


def _report(candidacy: Candidacy, result: Result) -> None:
    votes = result.votes.get(candidacy.id)
    if votes is not None:
        candidacy.votes, candidacy.result_source = votes, result.source
        db.session.flush()
