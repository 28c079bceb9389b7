"""Every move of the table is made from its sources and refused elsewhere; a blocked one says what is missing."""

import pytest
from flask import Flask

from tests.contests.conftest import lock, put
from tests.support.people import as_actor
from tracker.access.actor import Actor
from tracker.contests import services
from tracker.contests.models import Candidacy, Contest
from tracker.contests.services import Result
from tracker.contests.states import CANDIDACY, CONTEST, DECISIONS, MADE_BY_THE_CONTEST, SETTING_ASIDE
from tracker.kernel.errors import Blocked, Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import STANDING, CandidacyState, ContestOutcome, ContestState

WHY = "Because the executive decided so"
CONTEST_CASES = [(move.name, state) for move in CONTEST.transitions for state in ContestState]
CANDIDACY_CASES = [(move.name, state) for move in CANDIDACY.transitions for state in CandidacyState]


def prepare(contest: Contest, name: str, returning_officer, clock) -> None:
    """Give the contest whatever the move asks for."""
    if name in ("open-ballot", "close-ballot"):
        lock(contest, returning_officer)
    if name in ("close-ballot", "close"):
        clock.pass_by(days=200)
    if name == "decide-unopposed":
        contest.candidacies[1].state = CandidacyState.REJECTED
    if name == "set-aside" and contest.outcome:
        contest.outcome = ContestOutcome.APPOINTED


def make(actor: Actor, contest: Contest, name: str) -> None:
    """Make the move as its page does."""
    if name in DECISIONS:
        services.decide(actor, contest, name, Result(chosen=[contest.candidacies[0].id]), reason=WHY)
    elif name in SETTING_ASIDE:
        services.set_aside(actor, contest, name, reason=WHY)
    elif name == "cancel":
        services.cancel(actor, contest, reason=WHY)
    else:
        services.move(actor, contest, name, reason=WHY)


@pytest.mark.parametrize(("name", "state"), CONTEST_CASES)
def test_a_contest_moves_from_its_sources_only(name, state, shortlisted: Contest, actor, returning_officer, clock) -> None:
    put(shortlisted, state)
    prepare(shortlisted, name, returning_officer, clock)
    move = CONTEST.by_name[name]
    if state in move.sources:
        if name == "shortlist":
            assert not move.missing(shortlisted)
        make(actor, shortlisted, name)
        assert shortlisted.state is move.target
    else:
        with pytest.raises(Refused, match="changed since you opened"):
            make(actor, shortlisted, name)
        assert shortlisted.state is state


@pytest.mark.parametrize("name", [move.name for move in CONTEST.transitions if move.needs_reason])
def test_a_move_that_needs_a_reason_is_refused_without(name, shortlisted: Contest, actor) -> None:
    put(shortlisted, next(iter(CONTEST.by_name[name].sources)))
    with pytest.raises(Refused, match="reason"):
        services.move(actor, shortlisted, name)


@pytest.mark.parametrize(("name", "state"), CANDIDACY_CASES)
def test_a_candidacy_moves_from_its_sources_only(name, state, shortlisted, candidacy: Candidacy, actor, clock) -> None:
    candidacy.state = state
    candidacy.withdrawn_at = clock() if state is CandidacyState.WITHDRAWN else None
    move = CANDIDACY.by_name[name]
    def make_it() -> None:
        changed = services.candidacies.withdrawal(name, WHY)
        CANDIDACY.apply(actor, candidacy, name, at=clock(), reason=WHY, changed=changed)

    if state in move.sources:
        make_it()
        assert candidacy.state is move.target
        assert (candidacy.withdrawn_at is not None) == (move.target is CandidacyState.WITHDRAWN)
    else:
        with pytest.raises(Refused, match="changed since you opened"):
            make_it()
        assert candidacy.state is state


@pytest.mark.parametrize("name", sorted(MADE_BY_THE_CONTEST))
def test_what_a_contest_decides_cannot_be_done_to_a_candidacy_alone(name, shortlisted, candidacy, actor) -> None:
    with pytest.raises(Refused, match="own decision"):
        services.move_candidacy(actor, candidacy, name, reason=WHY)


def test_a_ballot_does_not_open_until_everything_is_there(contest: Contest, candidacy, actor, app: Flask) -> None:
    put(contest, ContestState.SHORTLISTED)
    with app.test_request_context(), pytest.raises(Blocked) as refused:
        services.move(actor, contest, "open-ballot")
    missing = {str(blocker.message): blocker.url for blocker in refused.value.blockers}
    assert len(missing) == 9
    assert all(missing.values()), "each has a page where it is mended"
    assert missing["The close of the ballot is missing."] == "/contests/sampleshire-2030/edit#ballot_closes_at"


def test_a_ballot_opens_with_a_returning_officer(shortlisted: Contest, actor, returning_officer) -> None:
    lock(shortlisted, returning_officer)
    services.move(as_actor(returning_officer), shortlisted, "open-ballot")
    assert shortlisted.state is ContestState.BALLOTING


def test_a_ballot_closes_no_sooner_than_it_said(shortlisted: Contest, actor, clock) -> None:
    put(shortlisted, ContestState.BALLOTING)
    with pytest.raises(Blocked):
        services.move(actor, shortlisted, "close-ballot")
    clock.set(shortlisted.ballot_closes_at)
    services.move(actor, shortlisted, "close-ballot")


def test_unopposed_needs_exactly_the_seats(shortlisted: Contest, rival_candidacy, actor) -> None:
    with pytest.raises(Blocked):
        services.decide(actor, shortlisted, "decide-unopposed", Result(), reason=WHY)
    services.move_candidacy(actor, rival_candidacy, "withdraw", reason="Ill")
    services.decide(actor, shortlisted, "decide-unopposed", Result(), reason=WHY)
    assert shortlisted.outcome is ContestOutcome.UNOPPOSED
    assert [c.state for c in shortlisted.candidacies] == [CandidacyState.UNOPPOSED, CandidacyState.WITHDRAWN]


def test_a_result_names_as_many_as_seats_and_agrees_with_its_votes(shortlisted: Contest, candidacy, rival_candidacy, actor) -> None:
    put(shortlisted, ContestState.COUNTING)
    votes = {candidacy.id: 1142, rival_candidacy.id: 1058}
    for result, message in (
        (Result(), "as many candidates"),
        (Result(chosen=[candidacy.id, rival_candidacy.id]), "as many candidates"),
        (Result(chosen=[candidacy.id], votes=votes), "where the votes"),
        (Result(chosen=[rival_candidacy.id], votes=votes, source="Press"), "more votes"),
    ):
        with pytest.raises(Refused, match=message):
            services.decide(actor, shortlisted, "decide-by-ballot", result)
    services.decide(actor, shortlisted, "decide-by-ballot", Result(chosen=[candidacy.id], votes=votes, source="Press"))
    assert [(c.state, c.votes) for c in shortlisted.candidacies] == [(CandidacyState.SELECTED, 1142), (CandidacyState.NOT_SELECTED, 1058)]


def test_a_recount_lets_everybody_stand_again(shortlisted: Contest, candidacy, actor, session) -> None:
    put(shortlisted, ContestState.COUNTING)
    services.decide(actor, shortlisted, "decide-by-ballot", Result(chosen=[candidacy.id]))
    services.set_aside(actor, shortlisted, "recount", reason="A bundle was found")
    assert shortlisted.state is ContestState.COUNTING
    assert {c.state for c in shortlisted.candidacies} <= STANDING
    last = session.query(HistoryEntry).filter_by(action="contests.recount").one()
    assert last.reason == "A bundle was found"
    assert last.difference["outcome"] == ["ballot", None]
