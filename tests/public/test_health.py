"""What machines ask, and that production never serves the demonstration's accounts."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import text

from config import SettingsError
from tests.support import databases
from tests.support.client import PageClient
from tests.support.people import make_account
from tracker import create_app
from tracker.accounts.demonstration import refuse_in_production
from tracker.extensions import db
from tracker.kernel import unit_of_work

HTTPS = {"wsgi.url_scheme": "https"}


def test_it_is_up(client: PageClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_it_is_ready_at_the_newest_migration(real_app: Flask) -> None:
    answer = real_app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready"})


def test_it_is_not_ready_at_another_migration(real_app: Flask) -> None:
    with real_app.app_context(), unit_of_work.unit():
        db.session.execute(text("INSERT INTO alembic_version VALUES ('from-the-future')"))
    answer = real_app.test_client().get("/readyz", may_break=True)
    assert answer.status_code == 503
    assert "migration" in answer.json["problem"]


def test_it_is_up_but_not_ready_without_a_database(real_app: Flask, tmp_path) -> None:
    lost = replace(real_app.config["SETTINGS"], DATABASE_URL=f"sqlite:///{tmp_path}/not/there.db")
    client = create_app(lost).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["problem"] == "the database cannot be reached"


@pytest.fixture
def production(real_app: Flask):
    settings = replace(
        real_app.config["SETTINGS"], TRACKER_MODE="production", SECRET_KEY="s" * 40, PUBLIC_URL="https://localhost"
    )
    app = create_app(settings)
    yield app
    databases.close(app)


def plant(app: Flask) -> None:
    with app.app_context(), unit_of_work.unit():
        make_account(db.session(), "Demo Sample").is_demonstration = True


def test_production_serves_nothing_with_demonstration_accounts(production: Flask, real_app: Flask) -> None:
    plant(real_app)
    client = production.test_client()
    assert client.get("/sign-in", environ_overrides=HTTPS).status_code == 503
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert "demonstration accounts" in ready.json["problem"]
    with production.app_context(), pytest.raises(SettingsError):
        refuse_in_production()


def test_production_serves_without_them_and_lets_none_in_that_come_later(production: Flask, real_app: Flask) -> None:
    client = production.test_client()
    shown = client.get("/sign-in", environ_overrides=HTTPS)
    assert shown.status_code == 200
    plant(real_app)
    assert client.get("/dev/outbox", environ_overrides=HTTPS).status_code == 404
    assert "Demo Sample" not in client.get("/sign-in", environ_overrides=HTTPS).text
