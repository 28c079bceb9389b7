"""A move happens whole or not at all."""

import pytest

from tracker.access.actor import SYSTEM
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel.errors import Blocked, Blocker, Refused
from tracker.kernel.history import HistoryEntry
from tracker.kernel.transitions import Machine, Transition
from tracker.rules.contests import ContestState as S


def without_title(contest) -> list[Blocker]:
    return [] if contest.title_en else [Blocker(message="A title is missing", url="/mend")]


MACHINE: Machine[S] = Machine("trial_contest", (
    Transition(name="announce", sources=frozenset({S.DRAFT}), target=S.BALLOTING, permission=Permission.MOVE_CONTEST,
               label="Open", done="Opened: %(subject)s", blockers=(without_title,)),
    Transition(name="back", sources=frozenset({S.BALLOTING}), target=S.DRAFT, permission=Permission.MOVE_CONTEST,
               label="Back", done="Back: %(subject)s", needs_reason=True),
))  # fmt: skip


def entries() -> list[HistoryEntry]:
    return list(db.session.query(HistoryEntry).filter(HistoryEntry.action.startswith("trial_contest.")))


def test_a_move_changes_the_state_and_tells_history(contest: Contest) -> None:
    MACHINE.apply(SYSTEM, contest, "announce", contest_id=contest.id, changed={"seats": 2})
    assert (contest.state, contest.seats) == (S.BALLOTING, 2)
    (entry,) = entries()
    assert entry.action == "trial_contest.announce"
    assert entry.difference == {"state": ["draft", "balloting"], "seats": [1, 2]}


def test_a_blocker_refuses_with_its_remedy_and_nothing_changes(contest: Contest) -> None:
    contest.title_en = ""
    with pytest.raises(Blocked) as refusal:
        MACHINE.apply(SYSTEM, contest, "announce")
    assert [blocker.url for blocker in refusal.value.blockers] == ["/mend"]
    assert contest.state is S.DRAFT
    assert entries() == []


def test_a_move_from_another_state_is_refused(contest: Contest) -> None:
    with pytest.raises(Refused):
        MACHINE.apply(SYSTEM, contest, "back", reason="because")
    assert contest.state is S.DRAFT


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_needed_reason_is_asked_for(contest: Contest, reason: str) -> None:
    MACHINE.apply(SYSTEM, contest, "announce")
    with pytest.raises(Refused) as refusal:
        MACHINE.apply(SYSTEM, contest, "back", reason=reason)
    assert refusal.value.field == "reason"


def test_moves_are_offered_by_state() -> None:
    assert [move.name for move in MACHINE.moves_from(S.DRAFT)] == ["announce"]
    assert MACHINE.moves_from(S.CLOSED) == []
