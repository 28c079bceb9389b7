"""The queue: after the commit or not at all, as JSON, wherever QUEUE_URL says."""

import json
import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from huey import PostgresHuey, SqliteHuey
from huey.registry import Message

from config import Settings
from tests.support import postgresql
from tracker.kernel import jobs
from tracker.kernel.unit_of_work import unit

done: list[int] = []


def note(number: int) -> None:
    """Remember that the job ran."""
    done.append(number)


jobs.register("note", note, own_units=True)


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


def test_a_job_runs_only_after_the_commit(session) -> None:
    with unit():
        jobs.enqueue("note", number=1)
        assert done == []
    assert done == [1]


def test_a_job_of_a_unit_that_failed_never_runs(session) -> None:
    with pytest.raises(ZeroDivisionError), unit():
        _ask_then_fail()
    with unit():
        pass
    assert done == []


def _ask_then_fail() -> None:
    jobs.enqueue("note", number=1)
    raise ZeroDivisionError


def test_an_unknown_job_is_refused_when_it_is_asked_for(session) -> None:
    with pytest.raises(KeyError):
        jobs.enqueue("no-such-job", number=1)


def test_a_queue_out_of_reach_does_not_break_the_page(
    app: Flask, session, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(name: str, **ids: int) -> None:
        raise ConnectionError("the queue is gone")

    queue = app.extensions[jobs.EXTENSION]
    whole, queue.run_job = queue.run_job, broken
    try:
        with unit():
            jobs.enqueue("note", number=1)
    finally:
        queue.run_job = whole
    assert "the queue did not take note" in caplog.text


def test_messages_wait_as_readable_json_in_a_file_of_their_own(tmp_path: Path) -> None:
    queue = jobs.make_queue(Settings(INSTANCE_PATH=str(tmp_path)))
    task = queue.task(name="run_job")(lambda name, **ids: done.append(ids["number"]))
    task("note", number=7)
    (data,) = sqlite3.connect(tmp_path / "queue.db").execute("SELECT data FROM task").fetchone()
    assert json.loads(data)["message"]["kwargs"] == {"number": 7}
    assert isinstance(queue, SqliteHuey)
    queue.execute(queue.dequeue())
    assert done == [7]
    queue.storage.close()


def test_a_delayed_message_keeps_its_moment() -> None:
    message = Message(
        id="1",
        name="run_job",
        eta=datetime(2030, 6, 15, 12, 30),
        retries=0,
        retry_delay=0,
        priority=None,
        args=[],
        kwargs={"number": 1},
    )
    serializer = jobs.PlainSerializer()
    assert serializer.deserialize(serializer.serialize(message)) == message


def test_the_queue_can_live_in_postgresql(run_folder: Path) -> None:
    url = postgresql.start(run_folder).format(name="postgres")
    queue = jobs.make_queue(replace(Settings(), QUEUE_URL=url))
    assert isinstance(queue, PostgresHuey)
    task = queue.task(name="run_job")(lambda name, **ids: done.append(ids["number"]))
    task("note", number=9)
    queue.execute(queue.dequeue())
    assert done == [9]
    queue.storage.close()


def test_another_kind_of_queue_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="redis:// or postgresql://"):
        jobs.make_queue(replace(Settings(), QUEUE_URL="carrier-pigeon://loft"))
