"""Checked rows between the two passes: of the same content and columns, or none; nothing is left on the disk."""

from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from tests.kernel.imports import room
from tests.kernel.imports.room import OFFICER, member_names, upload
from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.imports import runner, spool

GOOD = b"Member,E-mail\nGwyn ap Sample,gwyn@example.org\nNia Pugh-Example,\n"


class KeepingMembers(room.Members):
    """The made-up room, its checked rows kept for the second pass."""

    recalled: ClassVar[list[object]] = []

    def remember(self) -> list[str]:
        return ["what it was"]

    def recall(self, remembered: object) -> None:
        self.recalled.append(remembered)


@pytest.fixture(autouse=True)
def members_keep_their_rows(club: object, monkeypatch: pytest.MonkeyPatch) -> None:
    imports.register_spec(room.KIND, lambda _run: KeepingMembers())
    monkeypatch.setattr(KeepingMembers, "recalled", [])
    monkeypatch.setattr(runner, "Spool", PlainSpool)
    monkeypatch.setattr(runner, "kept", lambda import_id, identity: made_rows(spool.kept(import_id, identity)))


class PlainSpool(spool.Spool):
    """Keeps the made-up room's rows, which are dictionaries, as pairs."""

    def add(self, row: object) -> None:
        super().add(tuple((name, None if value is None else str(value)) for name, value in row.items()))  # type: ignore[attr-defined]  # a dictionary


def made_rows(found: spool.Kept | None) -> spool.Kept | None:
    if found:
        rows = found.rows
        found.rows = lambda: (dict(row) for row in rows())  # type: ignore[method-assign,assignment,return-value]  # as the room's rows are
    return found


def checked() -> imports.ImportRun:
    run = upload(GOOD)
    spec = imports.spec_of(run)
    imports.choose_columns(run, imports.guess_columns(spec.fields, imports.table_of(run, spec).columns), OFFICER)
    db.session.commit()
    imports.check(run.id)
    return run


def started(run: imports.ImportRun) -> None:
    imports.start(run, OFFICER, only_good_rows=False)
    db.session.commit()


def test_what_was_checked_is_saved_without_reading_the_file_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = checked()
    assert spool.path_of(run.id).stat().st_mode & 0o077 == 0
    started(run)
    monkeypatch.setattr(runner, "judge", None)
    imports.save(run.id)
    assert (run.created_count, member_names(), KeepingMembers.recalled) == (2, ["Gwyn ap Sample", "Nia Pugh-Example"], [["what it was"]])
    assert not spool.path_of(run.id).exists()


def test_without_the_rows_the_file_is_judged_again() -> None:
    run = checked()
    spool.forget(run.id)
    started(run)
    imports.save(run.id)
    assert (member_names(), KeepingMembers.recalled) == (["Gwyn ap Sample", "Nia Pugh-Example"], [])


def test_rows_of_other_columns_are_not_used() -> None:
    run = checked()
    assert spool.kept(run.id, [run.file.sha256, [["name", "Other"]]]) is None


def test_rows_nobody_will_save_are_removed(clock: object) -> None:
    waiting, stopped = checked(), checked()
    imports.stop(stopped, OFFICER)
    db.session.commit()
    runner.forget_rows_of_ended_runs()
    assert spool.runs_kept() == [waiting.id]
    clock.instant += timedelta(days=2)  # type: ignore[attr-defined]  # the tests' clock
    runner.forget_rows_of_ended_runs()
    assert spool.runs_kept() == []


def test_a_check_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = upload(GOOD)
    monkeypatch.setattr(KeepingMembers, "remember", lambda self: 1 / 0)
    imports.choose_columns(run, {"name": "Member"}, OFFICER)
    db.session.commit()
    imports.check(run.id)
    assert (run.state, spool.runs_kept()) == (imports.ImportState.FAILED, [])
    assert not list(spool.path_of(run.id).parent.glob("*.partial"))
