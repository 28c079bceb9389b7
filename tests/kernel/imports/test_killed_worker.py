"""A worker killed in the middle of an import: nothing half saved, and nothing forgotten."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from flask import Flask

from tests.kernel.imports.room import OFFICER, member_names, upload
from tests.support.patience import PATIENCE, wait_until
from tracker.extensions import db
from tracker.kernel import imports, jobs
from tracker.kernel.imports import ImportState
from tracker.kernel.imports.runner import MOST_ATTEMPTS
from tracker.kernel.unit_of_work import unit

ROOT = Path(__file__).resolve().parents[3]
ROWS = 6_000


@contextmanager
def worker(app: Flask, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker of this very database."""
    settings = {name: str(value) for name, value in asdict(app.config["SETTINGS"]).items()} | {
        "TRACKER_MODE": "demonstration"
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.imports.worker_child"],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def state_of(import_id: int) -> ImportState:
    db.session.rollback()
    return db.session.get_one(imports.ImportRun, import_id, populate_existing=True).state


@pytest.fixture
def waiting_run(real_club: Flask) -> int:
    """An import that a person has started and no worker has taken."""
    with unit():
        run = upload(b"Name\n" + b"".join(b"Sample %d\n" % n for n in range(ROWS)))
        imports.choose_columns(run, {"name": "Name"}, OFFICER, queue=False)
    imports.check(run.id)
    with unit():
        imports.start(run, OFFICER, only_good_rows=False, queue=False)
    return run.id


def test_a_killed_import_leaves_nothing_and_the_next_worker_finishes_it(
    real_club: Flask, waiting_run: int, tmp_path: Path
) -> None:
    mark = tmp_path / "writing"
    with worker(real_club, SLOW_UNTIL_KILLED=str(mark)) as first:
        wait_until(mark.exists, what=lambda: "nothing was written")
        with jobs.alone(f"import-{waiting_run}") as free:
            assert not free
        first.send_signal(signal.SIGKILL)
        first.wait(10)
    assert member_names() == []
    assert state_of(waiting_run) == ImportState.IMPORTING
    with worker(real_club) as second:
        wait_until(lambda: state_of(waiting_run) == ImportState.DONE, what=lambda: state_of(waiting_run))
        second.send_signal(signal.SIGTERM)
        assert second.wait(PATIENCE) is not None
    assert len(member_names()) == ROWS


def test_a_run_that_kills_every_worker_is_given_up_with_a_plain_message(
    real_club: Flask, waiting_run: int
) -> None:
    with unit():
        db.session.get_one(imports.ImportRun, waiting_run).attempts = MOST_ATTEMPTS
    jobs.run_sweeps()
    run = db.session.get_one(imports.ImportRun, waiting_run, populate_existing=True)
    assert (run.state, "Nothing was saved" in run.message, member_names()) == (ImportState.FAILED, True, [])


def test_two_workers_never_do_the_same_import(real_club: Flask, waiting_run: int) -> None:
    with jobs.alone(f"import-{waiting_run}") as free:
        assert free
        imports.save(waiting_run)
        jobs.run_sweeps()
    assert (member_names(), state_of(waiting_run)) == ([], ImportState.IMPORTING)
    jobs.run_sweeps()
    assert (len(member_names()), state_of(waiting_run)) == (ROWS, ImportState.DONE)
