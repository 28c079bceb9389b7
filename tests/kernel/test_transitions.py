"""A move happens whole or not at all."""

import pytest

from tests.support.people import World
from tracker.access.actor import SYSTEM
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel.errors import Blocked, Blocker, Refused
from tracker.kernel.history import HistoryEntry
from tracker.kernel.transitions import Machine, Transition
from tracker.rules.contests import ContestState as S


def without_title(contest) -> list[Blocker]:
    return [] if contest.title_en else [Blocker(message="A title is missing", url="/mend")]


MACHINE: Machine[S] = Machine("trial_contest", (
    Transition(name="announce", sources=frozenset({S.SHORTLISTED}), target=S.BALLOTING, permission=Permission.MOVE_CONTEST,
               label="Open", done="Opened: %(subject)s", blockers=(without_title,)),
    Transition(name="back", sources=frozenset({S.BALLOTING}), target=S.SHORTLISTED, permission=Permission.MOVE_CONTEST,
               label="Back", done="Back: %(subject)s", needs_reason=True),
))  # fmt: skip


def entries() -> list[HistoryEntry]:
    return list(db.session.query(HistoryEntry))


def test_a_move_changes_the_state_and_tells_history(world: World) -> None:
    MACHINE.apply(SYSTEM, world.contest, "announce", contest_id=world.contest.id, changed={"seats": 2})
    assert (world.contest.state, world.contest.seats) == (S.BALLOTING, 2)
    (entry,) = entries()
    assert entry.action == "trial_contest.announce"
    assert entry.difference == {"state": ["shortlisted", "balloting"], "seats": [1, 2]}


def test_a_blocker_refuses_with_its_remedy_and_nothing_changes(world: World) -> None:
    world.contest.title_en = ""
    with pytest.raises(Blocked) as refusal:
        MACHINE.apply(SYSTEM, world.contest, "announce")
    assert [blocker.url for blocker in refusal.value.blockers] == ["/mend"]
    assert world.contest.state is S.SHORTLISTED
    assert entries() == []


def test_a_move_from_another_state_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        MACHINE.apply(SYSTEM, world.contest, "back", reason="because")
    assert world.contest.state is S.SHORTLISTED


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_needed_reason_is_asked_for(world: World, reason: str) -> None:
    MACHINE.apply(SYSTEM, world.contest, "announce")
    with pytest.raises(Refused) as refusal:
        MACHINE.apply(SYSTEM, world.contest, "back", reason=reason)
    assert refusal.value.field == "reason"


def test_moves_are_offered_by_state() -> None:
    assert [move.name for move in MACHINE.moves_from(S.SHORTLISTED)] == ["announce"]
    assert MACHINE.moves_from(S.CLOSED) == []
