"""The made-up room's table, and its imports."""

import pytest
from flask import Flask

from tests.kernel.imports import room
from tracker.extensions import db
from tracker.kernel import imports


@pytest.fixture
def club(session) -> None:
    """The made-up club, in the test's own transaction."""
    imports.register_spec(room.KIND, room.make_members)
    room.own_metadata.create_all(session.connection())
    session.commit()


@pytest.fixture
def real_club(real_app: Flask):
    """The made-up club in a database with real commits."""
    imports.register_spec(room.KIND, room.make_members)
    with real_app.app_context():
        room.own_metadata.create_all(db.engine)
        yield real_app
        db.session.remove()
