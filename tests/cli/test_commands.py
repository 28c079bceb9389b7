"""Commands: accounts, history, docs."""

from dataclasses import replace

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select, text

from tests.support import databases
from tests.support.people import make_account
from tracker import create_app
from tracker.access.permissions import MEANINGS, Permission
from tracker.cli.documents import generated
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.history import HistoryEntry

# Whoever owns the database can let history be changed; the chain shows it.
UNLOCK = {
    "sqlite": ("DROP TRIGGER history_entry_no_update", "DROP TRIGGER history_entry_no_delete"),
    "postgresql": ("ALTER TABLE history_entry DISABLE TRIGGER history_entry_append_only",),
}


def run(app: Flask, *command: str) -> Result:
    return app.test_cli_runner().invoke(args=list(command))


def test_the_first_administrator_is_invited_on_the_command_line(real_app: Flask) -> None:
    done = run(real_app, "accounts", "invite", "Ada@Example.invalid", "--name", "Ada Sample", "--administrator")
    assert done.exit_code == 0, done.output
    link = done.output.strip().removeprefix("http://localhost")
    client = real_app.test_client()
    assert client.submit(link, new="a password long enough").status_code == 303
    answer = client.post("/sign-in", data={"email": "ada@example.invalid", "password": "a password long enough"})
    assert answer.status_code == 303
    assert client.get("/people-who-sign-in").status_code == 200
    again = run(real_app, "accounts", "invite", "ada@example.invalid", "--name", "Ada")
    assert again.exit_code == 1
    assert "signs in already" in again.output


def test_a_link_is_printed_where_mail_does_not_arrive(real_app: Flask) -> None:
    with real_app.app_context(), unit_of_work.unit():
        make_account(db.session(), "Nia Sample")
    done = run(real_app, "accounts", "link", "nia.sample@example.invalid")
    assert "/reset/" in done.output
    assert run(real_app, "accounts", "link", "nobody@example.invalid").exit_code == 1
    with real_app.app_context():
        assert db.session.scalars(select(HistoryEntry.action)).all() == ["accounts.link_printed"]


def with_history(app: Flask) -> None:
    for number in range(3):
        run(app, "accounts", "invite", f"person{number}@example.invalid", "--name", "Sample")


def test_an_unbroken_history_holds(real_app: Flask) -> None:
    assert "0 entries" in run(real_app, "history", "verify").output
    with_history(real_app)
    done = run(real_app, "history", "verify")
    assert done.exit_code == 0
    assert "3 entries" in done.output


@pytest.mark.parametrize(
    "tampering",
    ["UPDATE history_entry SET actor_name = 'Somebody else' WHERE id = 2", "DELETE FROM history_entry WHERE id = 2",
     "DELETE FROM history_entry WHERE id = 3", "DELETE FROM history_entry WHERE id = 1"],
)  # fmt: skip
def test_a_changed_or_missing_entry_shows(real_app: Flask, tampering: str) -> None:
    with_history(real_app)
    with real_app.app_context(), unit_of_work.unit():
        for statement in (*UNLOCK[db.engine.dialect.name], tampering):
            db.session.execute(text(statement))
    done = run(real_app, "history", "verify")
    assert done.exit_code == 1
    assert "backup" in done.output


def test_a_worker_refuses_the_demonstration_in_production(real_app: Flask) -> None:
    with real_app.app_context(), unit_of_work.unit():
        make_account(db.session(), "Demo Sample").is_demonstration = True
    settings = replace(real_app.config["SETTINGS"], TRACKER_MODE="production", SECRET_KEY="s" * 40, PUBLIC_URL="https://tracker.example")
    app = create_app(settings)
    done = run(app, "worker")
    databases.close(app)
    assert done.exit_code == 1
    assert "demonstration accounts" in done.output


@pytest.mark.parametrize("path", generated(), ids=lambda path: path.name)
def test_the_documents_are_as_the_code_tells(path) -> None:
    assert path.read_text(encoding="utf-8") == generated()[path], "run `make docs`"


def test_every_permission_has_a_meaning() -> None:
    assert list(MEANINGS) == list(Permission)
