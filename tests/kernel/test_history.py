"""History cannot be changed in silence."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tracker.access.actor import SYSTEM
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.history import HistoryEntry, HistoryHead
from tracker.rules.contests import ContestState

history.sentences(**{"trial.done": "Trial: %(subject)s"})


def tell(contest: Contest, times: int = 3) -> list[HistoryEntry]:
    return [
        history.record(SYSTEM, "trial.done", contest, difference={"seats": (number, number + 1)})
        for number in range(times)
    ]


def test_each_entry_holds_the_hash_of_the_one_before(contest: Contest) -> None:
    entries = tell(contest)
    assert [entry.previous_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert db.session.get(HistoryHead, 1).hash == entries[-1].hash
    assert history.first_broken_entry() is None


def test_the_chain_still_holds_when_read_back_from_the_database(contest: Contest) -> None:
    tell(contest)
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
def test_a_changed_entry_shows(contest: Contest, changed: dict[str, object]) -> None:
    entries = tell(contest)
    for name, value in changed.items():
        setattr(entries[1], name, value)
    with db.session.no_autoflush:
        assert entries[1].content_hash() != entries[1].hash


def test_a_changed_time_shows(contest: Contest) -> None:
    entry = tell(contest)[0]
    entry.at = entry.at + timedelta(seconds=1)
    with db.session.no_autoflush:
        assert entry.content_hash() != entry.hash


@pytest.mark.parametrize("statement", ["UPDATE history_entry SET reason = 'x'", "DELETE FROM history_entry"])
def test_the_database_itself_refuses_to_change_history(contest: Contest, statement: str) -> None:
    tell(contest)
    with pytest.raises(DBAPIError), db.session.begin_nested():
        db.session.execute(text(statement))


def test_an_action_without_a_sentence_is_refused(contest: Contest) -> None:
    with pytest.raises(KeyError):
        history.record(SYSTEM, "trial.never_worded", contest)


def test_only_what_really_changed_is_told(contest: Contest) -> None:
    difference = history.changes(contest, {"seats": 1, "title_en": "Another title"})
    assert difference == {"title_en": ("Sampleshire 2030", "Another title")}


def test_enumerations_are_told_as_plain_words(contest: Contest) -> None:
    entry = history.record(
        SYSTEM,
        "trial.done",
        contest,
        difference={"state": (ContestState.DRAFT, ContestState.ANNOUNCED)},
    )
    assert entry.difference == {"state": ["draft", "announced"]}
