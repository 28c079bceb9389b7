"""One unit of work a request or command: services flush, the edge commits once, and only a success.

SQLite writes take their lock at the start (`BEGIN IMMEDIATE`), so that two writers queue instead of failing half-way.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import SQLAlchemyError

from tracker.extensions import db

PRAGMAS = (
    "journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=NORMAL",
    "cache_size=-131072",  # KiB: 128 MiB of pages for each connection
    "mmap_size=1073741824",  # bytes: a million rows are read in two thirds of the time where pages are not copied
)  # fmt: skip
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FAILURE = 400
_AFTER_COMMIT = "after_commit_callables"


def register(app: Flask) -> None:
    """Make every request of `app` one unit of work."""
    app.before_request(_open)
    app.after_request(_close)


def _open() -> None:
    g.keep_on_failure = False
    if request.method not in SAFE_METHODS:
        begin_writing()


def _close(response: Response) -> Response:
    if response.status_code >= FAILURE and not g.get("keep_on_failure", False):
        rollback()
        return response
    try:
        commit()
    except SQLAlchemyError as error:  # answered as in a view: a database lost at the last moment is a 503
        rollback_whatever_happens()
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def keep() -> None:
    """Commit what this request wrote even though its answer is a refusal (a wrong password is remembered)."""
    if has_request_context():
        g.keep_on_failure = True


def begin_writing() -> None:
    """Begin a transaction that will write."""
    if not db.session().in_transaction():
        db.session.connection(execution_options={"begin_mode": "IMMEDIATE"})


def commit() -> None:
    """Commit, then run what was asked to run after the commit."""
    db.session.commit()
    for call in db.session.info.pop(_AFTER_COMMIT, []):
        call()


def rollback() -> None:
    """Forget everything since the unit began."""
    db.session.info.pop(_AFTER_COMMIT, None)
    db.session.rollback()


def rollback_whatever_happens() -> None:
    """Forget everything, though the database may be gone."""
    try:
        rollback()
    except SQLAlchemyError:
        forget_connection()


def forget_connection() -> None:
    """Give up the session and its connection without asking the database, which may be gone."""
    db.session.info.pop(_AFTER_COMMIT, None)
    db.session().invalidate()
    db.session.remove()


def after_commit(call: Callable[[], object]) -> None:
    """Run `call` once the current unit has been committed; never, if it is rolled back."""
    db.session.info.setdefault(_AFTER_COMMIT, []).append(call)


@contextmanager
def unit() -> Iterator[None]:
    """A unit of work outside a request: commits at the end, rolls back on any exception."""
    begin_writing()
    try:
        yield
        commit()
    except BaseException:
        rollback()
        raise


@contextmanager
def reading() -> Iterator[None]:
    """Read outside a unit of work, in a transaction that ends with the `with`; with `expire_on_commit` off what was read holds."""
    try:
        yield
        db.session.commit()
    except BaseException:
        rollback_whatever_happens()
        raise


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # the "begin" listener below begins; the driver must not
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get("begin_mode", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")
