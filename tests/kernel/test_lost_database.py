"""A database that goes away under a running application: a plain page meanwhile, everything as before afterwards."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import databases, postgresql
from tests.support.people import make_account
from tracker import create_app
from tracker.accounts.models import Account
from tracker.extensions import db
from tracker.kernel.unit_of_work import unit

PAGES = ("/sign-in", "/", "/contests", "/search?q=sample", "/history", "/directory/suggest?q=sample", "/forgotten-password")
EMAIL = "kept@example.invalid"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Path]:
    """A PostgreSQL server of this test's own, to be stopped and started."""
    folder = tmp_path / "server"
    folder.mkdir()
    yield folder
    postgresql.stop(folder)


def application(kind: str, folder: Path, server: str = "") -> Flask:
    made = databases.first_database(kind, folder, server).sibling("lost").create()
    databases.build_schema(made)
    app = create_app(made.settings)
    with app.app_context(), unit():
        make_account(db.session(), "Kept Sample").email = EMAIL
    return app


def is_kept(app: Flask) -> bool:
    with app.app_context():
        return db.session.query(Account).filter_by(email=EMAIL).count() == 1


def sign_in_as_kept(app: Flask, browser: FlaskClient) -> None:
    with app.app_context():
        account = db.session.query(Account).filter_by(email=EMAIL).one()
        session_id = account.get_id()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = session_id, True


def assert_everything_says_so(browser: FlaskClient) -> None:
    for path in PAGES:
        answer = browser.get(path)
        assert answer.status_code == 503, path
        assert "Not available just now" in answer.text
        assert "Ddim ar gael" in answer.text
    with browser.get("/static/css/base.css") as style:
        assert style.status_code == 200, "the page that says so has its styles"


def test_every_page_says_so_while_postgresql_is_down_and_all_is_back_with_it(tmp_path: Path, own_server: Path) -> None:
    app = application("postgresql", tmp_path, postgresql.start(own_server))
    browser = app.test_client()
    sign_in_as_kept(app, browser)
    assert browser.get("/contests").status_code == 200
    postgresql.pause(own_server)
    try:
        assert_everything_says_so(browser)
        assert browser.post("/sign-out").status_code == 503, "a form without its token would be a page of its own"
        assert app.test_client().get("/healthz").status_code == 200
    finally:
        postgresql.resume(own_server)
    assert browser.get("/contests").status_code == 200
    assert is_kept(app)
    databases.close(app)


def test_a_locked_embedded_database_is_waited_for_then_said(tmp_path: Path) -> None:
    app = application("sqlite", tmp_path)
    browser = app.test_client()
    sign_in_as_kept(app, browser)
    with app.app_context():
        path = str(db.engine.url.database)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert browser.get("/contests").status_code == 200, "reading goes on beside a writer"
    other.execute("ROLLBACK")
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    databases.close(app)
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE account SET name = name")
    answer = browser.get("/contests")
    assert (answer.status_code, "Not available just now" in answer.text) == (503, True)
    other.execute("ROLLBACK")
    other.close()
    assert browser.get("/contests").status_code == 200
    assert is_kept(app)
    databases.close(app)


def test_an_embedded_database_taken_away_is_said_and_comes_back(tmp_path: Path) -> None:
    app = application("sqlite", tmp_path)
    browser = app.test_client()
    sign_in_as_kept(app, browser)
    with app.app_context():
        path = Path(str(db.engine.url.database))
    databases.close(app)
    aside = path.parent.with_name("aside")
    path.parent.rename(aside)
    assert_everything_says_so(browser)
    aside.rename(path.parent)
    assert browser.get("/contests").status_code == 200
    assert is_kept(app)
    databases.close(app)
