"""A database that holds the demonstration, loaded once for each kind; every test's own changes are rolled back as elsewhere."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import A_MONDAY_MORNING, _prepared
from tests.support import databases
from tests.support.databases import Database, Pristine
from tracker import create_app, demo
from tracker.kernel.clock import standing_at
from tracker.kernel.unit_of_work import unit


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, pristine: Pristine, worker_id: str) -> Iterator[Database]:
    """In place of the empty database of other tests."""
    template = pristine(request.param)
    copy = template.sibling(f"demonstration_{worker_id}").create(copy_of=template)
    app = create_app(copy.settings)
    with app.app_context(), standing_at(A_MONDAY_MORNING), unit():
        demo.load()
    databases.close(app)
    yield copy
    copy.drop()


@pytest.fixture(scope="session")
def _application(database: Database) -> Iterator[Flask]:
    app = _prepared(database)
    yield app
    databases.close(app)
