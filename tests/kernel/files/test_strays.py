"""What a refused upload leaves on the disk does not stay there; what is recorded does."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel.files.test_uploads import PNG, store
from tracker.kernel.clock import now
from tracker.kernel.files import StoredFile, doubts_path, files_path
from tracker.kernel.strays import remove_strays
from tracker.kernel.unit_of_work import commit, rollback


@pytest.fixture(autouse=True)
def empty_folder(session, clock) -> Iterator[None]:
    """No files of another test."""
    _clear()
    yield
    _clear()


def _clear() -> None:
    for path in files_path().rglob("*"):
        if path.is_file():
            path.unlink()


def age(*paths: Path, hours: int) -> None:
    written = now().timestamp() - hours * 3600
    for path in paths:
        os.utime(path, (written, written))


def refused(content: bytes = PNG) -> Path:
    """Where the bytes of an upload lie that was rolled back."""
    stored = store(content)
    path = stored.path
    rollback()
    return path


def test_what_was_refused_is_removed_a_day_later(session) -> None:
    path = refused()
    age(path, doubts_path() / path.name, hours=23)
    assert (remove_strays(), path.exists()) == (0, True)
    age(path, doubts_path() / path.name, hours=25)
    assert (remove_strays(), path.exists()) == (1, False)
    assert list(doubts_path().glob("*")) == []


def test_what_was_committed_is_in_no_doubt(session) -> None:
    stored: StoredFile = store(PNG)
    commit()
    assert list(doubts_path().glob("*")) == []
    age(stored.path, hours=9_000)
    assert (remove_strays(), stored.path.exists()) == (0, True)


def test_the_same_content_recorded_once_stays_though_refused_another_time(session) -> None:
    stored = store(PNG)
    commit()
    kept = stored.path
    path = refused()
    age(path, doubts_path() / path.name, hours=25)
    assert (remove_strays(), kept.exists()) == (0, True)
    assert list(doubts_path().glob("*")) == []


def test_what_is_sent_again_meanwhile_stays(session) -> None:
    path = refused()
    age(doubts_path() / path.name, hours=25)
    assert (remove_strays(), path.exists()) == (0, True)


def test_files_of_an_unknown_database_are_left_alone(session) -> None:
    other = files_path() / "ab" / ("ab" * 32)
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(b"evidence of another day")
    age(other, hours=9_000)
    assert (remove_strays(), other.exists()) == (0, True)


def test_half_an_upload_is_removed(session) -> None:
    half = files_path() / "incoming" / "half"
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(PNG[:3])
    age(half, hours=25)
    assert (remove_strays(), half.exists()) == (1, False)
