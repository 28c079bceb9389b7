"""Work that happens behind a page: put in a queue after the commit, done by `flask worker`.

The queue may lose a job (a killed worker, a lost file); the record in the database is the truth, and what `on_sweep`
registers finds the records whose job was lost. `QUEUE_URL` chooses where the queue lives; the jobs never notice.
"""

import fcntl
import json
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from flask_babel import force_locale
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import text

from config import Settings
from tracker.extensions import db
from tracker.kernel import unit_of_work

EXTENSION = "jobs"
QUEUE = "tracker"
MOMENTS = ("eta", "expires_resolved")
LONGEST_IDLE_SECONDS = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A named piece of work. With `own_units` it opens its own units of work; else it runs inside one."""

    run: Callable[..., object]
    own_units: bool


_jobs: dict[str, Job] = {}
_sweeps: list[Callable[[], object]] = []
_turns: dict[str, Callable[[], bool]] = {}


class PlainSerializer(Serializer):
    """Messages as JSON: readable, and nothing in the queue can run code."""

    def _serialize(self, data: Any) -> bytes:
        if isinstance(data, Message):
            fields = {name: value for name, value in data._asdict().items() if value is not None}
            data = {"message": {name: v.isoformat() if isinstance(v, datetime) else v for name, v in fields.items()}}
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        plain = json.loads(bytes(data))
        if not isinstance(plain, dict) or "message" not in plain:
            return plain
        fields = plain["message"]
        return Message(**{name: datetime.fromisoformat(v) if name in MOMENTS else v for name, v in fields.items()})


def register(name: str, run: Callable[..., object], *, own_units: bool = False) -> None:
    """Let `enqueue(name, ...)` mean `run(...)`. Raises ValueError when another function has the name."""
    if name in _jobs and _jobs[name].run is not run:
        raise ValueError(f"two jobs are called {name!r}")
    _jobs[name] = Job(run, own_units)


def on_sweep(find_lost: Callable[[], object]) -> None:
    """Call `find_lost` when a worker starts and every minute: it puts lost work back in the queue, in units of its own."""
    if find_lost not in _sweeps:
        _sweeps.append(find_lost)


def beside(name: str, turn: Callable[[], bool]) -> None:
    """Let every worker call `turn` again and again beside its queue, in units of its own, each call short.

    For work whose rows are its own queue: no message says that there is some, so none can be lost. `turn` answers
    whether it did anything; after False, or an error, the worker waits a second.
    """
    _turns[name] = turn


def init_app(app: Flask) -> None:
    """Give `app` its queue. While testing, jobs run at once in the process that asks for them."""
    queue = make_queue(app.config["SETTINGS"], immediate=app.testing)
    app.extensions[EXTENSION] = queue

    def run_job(name: str, **ids: Any) -> None:
        with app.app_context(), force_locale("en"):
            _run(name, ids)

    def sweep() -> None:
        with app.app_context(), force_locale("en"):
            run_sweeps()

    queue.run_job = queue.task(name="run_job")(run_job)
    queue.periodic_task(crontab(minute="*"), name="sweep")(sweep)


def make_queue(settings: Settings, *, immediate: bool = False) -> Huey:
    """The queue that QUEUE_URL asks for; a file under the instance folder unless it does. Raises ValueError otherwise."""
    common: dict[str, Any] = {"name": QUEUE, "serializer": PlainSerializer(), "results": False, "store_intermediate_errors": False}
    if immediate:
        return MemoryHuey(immediate=True, **common)
    url = settings.QUEUE_URL
    match urlsplit(url).scheme.partition("+")[0]:
        case "":
            settings.instance_path.mkdir(parents=True, exist_ok=True)
            return SqliteHuey(filename=str(settings.instance_path / "queue.db"), **common)
        case "redis" | "rediss":
            return RedisHuey(url=url, **common)
        case "postgresql" | "postgres":
            return PostgresHuey(dsn="postgresql://" + url.split("://", 1)[1], **common)
    raise ValueError("QUEUE_URL must begin with redis:// or postgresql://")


def enqueue(name: str, **ids: int) -> None:
    """Do the job called `name` once this unit of work has been committed. Raises KeyError for an unknown name."""
    _ = _jobs[name]
    queue = current_app.extensions[EXTENSION]
    unit_of_work.after_commit(lambda: _send(queue, name, ids))


def run_sweeps() -> None:
    """Look for lost work. One that fails does not keep the others from looking."""
    for find_lost in _sweeps:
        try:
            find_lost()
        except Exception:
            log.exception("looking for lost work failed")
        finally:
            unit_of_work.rollback()


def run_worker(app: Flask) -> None:
    """Do jobs until a signal: SIGTERM finishes what is at hand, SIGINT ends the job (its transaction is rolled back)."""
    with app.app_context(), force_locale("en"):
        run_sweeps()
    queue = app.extensions[EXTENSION]
    with _turning(app):
        Consumer(queue, workers=1, max_delay=LONGEST_IDLE_SECONDS, scheduler_interval=1, graceful_signal="TERM").run()


@contextmanager
def _turning(app: Flask) -> Iterator[None]:
    """Meanwhile take the turns, each in a thread of its own; at the end let each finish the one at hand."""
    over = threading.Event()
    threads = [threading.Thread(target=_take_turns, args=(app, turn, over), name=name) for name, turn in _turns.items()]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _take_turns(app: Flask, turn: Callable[[], bool], over: threading.Event) -> None:
    while not over.is_set():
        with app.app_context(), force_locale("en"):
            try:
                did_something = turn()
            except Exception:
                log.exception("a turn beside the queue failed")
                did_something = False
                unit_of_work.rollback_whatever_happens()
        if not did_something:
            over.wait(LONGEST_IDLE_SECONDS)


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else, in any process, is inside `alone(name)`. A killed process lets go at once.

    On PostgreSQL an advisory lock of a connection of its own; on SQLite, which lives on one machine, a locked file.
    """
    if db.engine.dialect.name == "postgresql":
        with db.engine.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            key = {"name": f"{QUEUE}:{name}"}
            free = bool(connection.execute(text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))"), key).scalar_one())
            try:
                yield free
            finally:
                if free:
                    connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), key)
    else:
        with _locked_file(_locks_folder() / name) as free:
            yield free


@contextmanager
def _locked_file(path: Path) -> Iterator[bool]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield _is_the_file_at(path, handle)
        path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _is_the_file_at(path: Path, handle: int) -> bool:
    """False when the one who held the lock before removed the file in the moment we opened it."""
    try:
        return os.stat(path).st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def _locks_folder() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    folder = settings.instance_path / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _send(queue: Huey, name: str, ids: dict[str, int]) -> None:
    """A queue out of reach loses nothing: the sweep finds the record."""
    try:
        queue.run_job(name, **ids)
    except Exception:
        log.exception("the queue did not take %s %s; the sweep will", name, ids)


def _run(name: str, ids: dict[str, Any]) -> None:
    job = _jobs[name]
    if job.own_units:
        job.run(**ids)
    else:
        with unit_of_work.unit():
            job.run(**ids)
