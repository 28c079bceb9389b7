"""The result: for everybody once it is declared, for those who run and watch the count before."""

from flask import url_for

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.kernel.answers import Answer
from tracker.kernel.guards import guard
from tracker.results.figures import flow_of, rounds_of
from tracker.results.models import Result
from tracker.results.papers import paper_problems
from tracker.results.queries.find import declared_results, numbered_in, open_result, result_shown
from tracker.results.reported import contradictions_in, is_checked
from tracker.results.services.recording import COUNTED
from tracker.results.views.room import RESULT, blueprint, result_page
from tracker.rules.contests import CHOSEN, ContestState


@blueprint.get(RESULT)
@guard(Permission.READ_RESULT, result_shown, strangers=True)
def result(contest: Contest, first: Result | Contest) -> Answer:
    """The result that stands, and for those who run the count what is entered."""
    shown = first if isinstance(first, Result) else None
    entered = open_result(contest)
    mine = entered if entered is not None and can(current_actor(), Permission.READ_RESULT, entered) else None
    earlier = [one for one in declared_results(contest) if one is not shown]
    return _page(contest, shown or mine, entered=mine if shown else None, earlier=earlier)


@blueprint.get(f"{RESULT}/<id:number>")
@guard(Permission.READ_RESULT, numbered_in, strangers=True)
def numbered(found: Result) -> Answer:
    """One of several results: as entered, as it stands, or as it stood."""
    return _page(found.contest, found, entered=None, earlier=[])


def _page(contest: Contest, shown: Result | None, *, entered: Result | None, earlier: list[Result]) -> Answer:
    rounds = rounds_of(shown) if shown else []
    return result_page(
        "results/result.html", contest, result=shown, rounds=rounds, flow=flow_of(rounds), entered=entered, earlier=earlier,
        contradictions=contradictions_in(shown) if shown else [], papers=paper_problems(shown) if shown else [],
        is_checked=shown is not None and is_checked(shown) and shown.seats == 1, tools=_tools(contest, shown, entered),
        chosen=[one for one in contest.candidacies if one.state in CHOSEN], may_watch=can(current_actor(), Permission.READ_BALLOT, contest),
    )  # fmt: skip


def _tools(contest: Contest, shown: Result | None, entered: Result | None) -> list[dict[str, object]]:
    """What the person may do next, the likeliest first."""
    actor, waiting = current_actor(), entered or (shown if shown is not None and not shown.is_declared else None)
    if contest.state is ContestState.CANCELLED:
        return []
    found: list[tuple[bool, str, str]] = []
    if can(actor, Permission.DECLARE_RESULT, contest):
        found += [(waiting is not None, "declare", "results.declare"), (_is_provisional(shown), "confirm", "results.confirm")]
    if can(actor, Permission.RECORD_RESULT, contest) and contest.state in COUNTED:
        found += [(True, "edit" if waiting else "enter" if shown is None else "again", "results.record"),
                  (shown is not None and bool(shown.rounds), "check", "results.check"),
                  (waiting is not None and not waiting.recounts, "discard", "results.discard")]  # fmt: skip
    if can(actor, Permission.DECLARE_RESULT, contest):
        ended = contest.state in (ContestState.DECIDED, ContestState.CLOSED, ContestState.DRAFT)
        found.append((not ended and waiting is None and contest.state is not ContestState.BALLOTING, "without", "results.without_ballot"))
    return [{"name": name, "url": url_for(endpoint, contest_slug=contest.slug)} for offered, name, endpoint in found if offered]


def _is_provisional(shown: Result | None) -> bool:
    return shown is not None and shown.stands and shown.state.value == "provisional"
