"""The harness itself: what it must catch, it catches."""

import socket

import pytest
from flask import Blueprint, Flask, redirect, request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.support.client import LeftBehind, PageClient
from tests.support.loopback import OutsideConnection
from tests.support.pages import PageFault, check_page
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.once import Submission

GOOD = (
    '<!doctype html><html lang="en"><head><title>T</title></head><body><main><h1>H</h1>'
    '<form method="post"><label for="a">A</label><input id="a" name="a" value="1"></form></main></body></html>'
)


def tokens(session: Session) -> list[str]:
    return list(session.scalars(select(Submission.token).order_by(Submission.token)))


def add(token: str) -> None:
    db.session.add(Submission(token=token, at=now()))
    db.session.flush()


def test_a_commit_is_seen_by_other_sessions_of_the_test(app: Flask, session: Session) -> None:
    add("first")
    unit_of_work.commit()
    with app.app_context():
        assert tokens(db.session()) == ["first"]


def test_nothing_of_another_test_is_left(session: Session) -> None:
    assert tokens(session) == []


def test_a_rollback_forgets_only_what_was_not_committed(session: Session) -> None:
    add("kept")
    unit_of_work.commit()
    add("lost")
    unit_of_work.rollback()
    assert tokens(session) == ["kept"]


def test_a_refused_row_leaves_the_session_usable(session: Session) -> None:
    add("once")
    with pytest.raises(IntegrityError), session.begin_nested():
        add("once")
    assert tokens(session) == ["once"]


def test_a_real_application_commits_for_everybody(real_app: Flask) -> None:
    with real_app.app_context(), unit_of_work.unit():
        add("real")
    with real_app.app_context():
        assert tokens(db.session()) == ["real"]
        assert db.engine.dialect.name in real_app.config["SQLALCHEMY_DATABASE_URI"]


class Answer:
    """As much of an answer as the checks read."""

    def __init__(self, text: str) -> None:
        self.text, self.data = text, text.encode()
        self.mimetype, self.status_code = "text/html", 200
        self.headers = {"Content-Security-Policy": "default-src 'none'"}
        self.request = type("Asked", (), {"method": "GET", "path": "/"})


def test_a_good_page_passes() -> None:
    check_page(Answer(GOOD))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<!doctype html>", ""),
        ("<title>T</title>", ""),
        ("<h1>H</h1>", "<h1>H</h1><h1>H</h1>"),
        ("<h1>H</h1>", "<h1>{{ x }}</h1>"),
        (' lang="en"', ""),
        ("<h1>H</h1>", '<h1 id="a">H</h1>'),
        ('for="a"', 'for="b"'),
        ("<main>", '<main style="color:red">'),
        ("<main>", '<main onclick="x()">'),
        ("<main>", "<main><script>x()</script>"),
        ("<main>", '<main><img src="/x">'),
        ("<main>", '<main><a href="/x"></a>'),
        ("</form>", "</div></form>"),
        ("<main>", "<main><p>" + "x" * 100_000),
    ],
)
def test_a_faulty_page_is_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(PageFault):
        check_page(Answer(GOOD.replace(old, new)))


@pytest.fixture
def planted(real_app: Flask) -> PageClient:
    """A browser on an application with three pages of ours planted in it."""
    pages = Blueprint("planted", __name__, url_prefix="/planted")

    @pages.get("/late")
    def late() -> str:
        real_app.teardown_request_funcs.setdefault(None, []).append(lambda _error: add("late"))
        return GOOD

    @pages.get("/wanted")
    def wanted() -> str:
        real_app.teardown_request_funcs.setdefault(None, []).append(
            lambda _error: db.session.add(Submission(token="never", at=now()))
        )
        return GOOD

    @pages.route("/form", methods=["GET", "POST"])
    def form() -> object:
        if request.method == "POST":
            add(request.form["a"])
            return redirect("/planted/form")
        return GOOD

    real_app.register_blueprint(pages)
    return real_app.test_client()


@pytest.mark.parametrize("page", ["/planted/late", "/planted/wanted"])
def test_what_a_request_leaves_behind_is_noticed(planted: PageClient, page: str) -> None:
    with pytest.raises(LeftBehind):
        planted.get(page)


def test_a_form_is_sent_as_the_page_gives_it(planted: PageClient, real_app: Flask) -> None:
    planted.post("/planted/form", data={"a": "2"})
    with pytest.raises(AssertionError, match="has no field"):
        planted.submit("/planted/form", b="3")
    with real_app.app_context():
        assert tokens(db.session()) == ["2"]


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as outside, pytest.raises(OutsideConnection):
        outside.connect(("192.0.2.1", 80))


EVERYBODY = (
    "administrator", "auditor", "officer", "second_officer", "officer_elsewhere", "returning_officer", "organiser", "scrutineer",
    "candidate", "agent", "rival", "helpline",
)  # fmt: skip


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_can_sign_in(request: pytest.FixtureRequest, client: PageClient, name: str) -> None:
    account = request.getfixturevalue(name)
    request.getfixturevalue("sign_in")(client, account)
    assert account.name in client.get("/").text
