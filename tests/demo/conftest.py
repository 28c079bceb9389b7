"""The demonstration, loaded once for all tests of a database; each forgets what it wrote."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.conftest import A_MONDAY_MORNING, Clock
from tests.support import client as page_client
from tests.support import databases
from tests.support.databases import Database
from tracker import create_app
from tracker.demo import load
from tracker.extensions import db
from tracker.kernel import clock as kernel_clock
from tracker.kernel import unit_of_work


@pytest.fixture(scope="session")
def _loaded(database: Database, worker_id: str) -> Iterator[Flask]:
    template = database.sibling(f"pristine_{worker_id}")
    own = template.sibling(databases.fresh_name(f"demo_{worker_id}")).create(copy_of=template)
    app = create_app(own.settings)
    app.test_client_class = page_client.PageClient
    page_client.watch(app)
    with app.app_context(), kernel_clock.standing_at(A_MONDAY_MORNING), unit_of_work.unit():
        assert load()
    yield app
    databases.close(app)
    own.drop()


@pytest.fixture
def app(_loaded: Flask) -> Flask:
    """The application on a database that holds the demonstration, loaded on a Monday in March 2026."""
    return _loaded


@pytest.fixture
def session(app: Flask, clock: Clock) -> Iterator[Session]:
    """The session of that database, at that moment."""
    assert clock.instant == A_MONDAY_MORNING
    with app.app_context():
        yield db.session()
        db.session.rollback()
