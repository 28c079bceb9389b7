"""History cannot be changed in silence."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.people import World
from tracker.access.actor import SYSTEM
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.history import HistoryEntry, HistoryHead
from tracker.rules.contests import ContestState

history.sentences(**{"trial.done": "Trial: %(subject)s"})


def tell(world: World, times: int = 3) -> list[HistoryEntry]:
    return [
        history.record(SYSTEM, "trial.done", world.contest, difference={"seats": (number, number + 1)})
        for number in range(times)
    ]


def test_each_entry_holds_the_hash_of_the_one_before(world: World) -> None:
    entries = tell(world)
    assert [entry.previous_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert db.session.get(HistoryHead, 1).hash == entries[-1].hash
    assert history.first_broken_entry() is None


def test_the_chain_still_holds_when_read_back_from_the_database(world: World) -> None:
    tell(world)
    db.session.expire_all()
    assert history.first_broken_entry() is None


@pytest.mark.parametrize(
    "changed",
    [
        {"actor_name": "Somebody Else"},
        {"subject_label": "another"},
        {"reason": "invented later"},
        {"difference": {"seats": [0, 9]}},
    ],
)
def test_a_changed_entry_shows(world: World, changed: dict[str, object]) -> None:
    entries = tell(world)
    for name, value in changed.items():
        setattr(entries[1], name, value)
    with db.session.no_autoflush:
        assert entries[1].content_hash() != entries[1].hash


def test_a_changed_time_shows(world: World) -> None:
    entry = tell(world)[0]
    entry.at = entry.at + timedelta(seconds=1)
    with db.session.no_autoflush:
        assert entry.content_hash() != entry.hash


@pytest.mark.parametrize("statement", ["UPDATE history_entry SET reason = 'x'", "DELETE FROM history_entry"])
def test_the_database_itself_refuses_to_change_history(world: World, statement: str) -> None:
    tell(world)
    with pytest.raises(DBAPIError), db.session.begin_nested():
        db.session.execute(text(statement))


def test_an_action_without_a_sentence_is_refused(world: World) -> None:
    with pytest.raises(KeyError):
        history.record(SYSTEM, "trial.never_worded", world.contest)


def test_only_what_really_changed_is_told(world: World) -> None:
    difference = history.changes(world.contest, {"seats": 1, "title_en": "Another title"})
    assert difference == {"title_en": ("Sample contest", "Another title")}


def test_enumerations_are_told_as_plain_words(world: World) -> None:
    entry = history.record(
        SYSTEM,
        "trial.done",
        world.contest,
        difference={"state": (ContestState.DRAFT, ContestState.ANNOUNCED)},
    )
    assert entry.difference == {"state": ["draft", "announced"]}
