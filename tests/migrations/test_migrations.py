"""Migrations: one line of them, numbered; the database they build is the one the models describe; and back again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, MetaData, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from tests.support import databases
from tests.support.databases import Database, Pristine
from tests.support.rows import fill_every_table
from tracker import create_app
from tracker.extensions import db
from tracker.kernel import migrating, schema

FOLDER = Path(__file__).parents[2] / "migrations"
NUMBERED = re.compile(r"(\d{4})_[a-z0-9_]+\.py")
BOOKKEEPING = "alembic_version"
INDEXES = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
}


@pytest.fixture
def empty_app(database: Database, pristine: Pristine) -> Iterator[Flask]:
    """An application on a database in which there is nothing yet."""
    databases.import_every_model()
    empty = pristine(database.kind).sibling(databases.fresh_name("empty")).create()
    app = create_app(empty.settings)
    with app.app_context():
        yield app
    databases.close(app)
    empty.drop()


def up(to: str = "head") -> None:
    migrating.upgrade(to)


def down(to: str = "base") -> None:
    migrating.downgrade(to)


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {BOOKKEEPING}


def counts(connection: Connection) -> dict[str, int]:
    found = MetaData()
    found.reflect(connection)
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in found.tables.items() if name != BOOKKEEPING
    }  # fmt: skip


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return list(compare_metadata(context, db.metadata))


def checks_of(connection: Connection) -> set[tuple[str, str]]:
    found = inspect(connection)
    return {
        (name, str(check["name"])) for name in found.get_table_names() for check in found.get_check_constraints(name)
    }


def indexes_of(connection: Connection) -> set[str]:
    """The definition of every index as the database tells it, expressions and conditions included."""
    told = connection.exec_driver_sql(INDEXES[connection.dialect.name]).scalars()
    return {" ".join(definition.split()) for definition in told}


def as_the_models_say(connection: Connection) -> None:
    """Put what the models describe in place of everything in the database."""
    everything = MetaData()
    everything.reflect(connection)
    everything.drop_all(connection)
    db.metadata.create_all(connection)


def changes_are_refused() -> None:
    for act in ("UPDATE roll_entry SET branch = 'other'", "DELETE FROM roll_entry"):
        with db.engine.connect() as connection, pytest.raises(DatabaseError, match="a frozen roll is never changed"):
            connection.execute(text(act))


def test_the_migrations_form_one_numbered_line() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    line = [Path(script.path).name for script in scripts.walk_revisions()][::-1]
    assert scripts.get_heads() == [schema.newest()]
    assert [NUMBERED.fullmatch(name)[1] for name in line] == [f"{number:04}" for number in range(1, len(line) + 1)]


def test_the_models_describe_the_database(empty_app: Flask) -> None:
    up()
    assert differences() == []


@pytest.mark.parametrize("told", [checks_of, indexes_of])
def test_checks_and_indexes_are_those_of_the_models(empty_app: Flask, told: Callable[[Connection], set[str]]) -> None:
    up()
    with db.engine.connect() as connection:
        migrated = {item for item in told(connection) if BOOKKEEPING not in item}
        as_the_models_say(connection)
        assert {item for item in told(connection) if BOOKKEEPING not in item} == migrated
        connection.rollback()


def test_up_down_and_up_again(empty_app: Flask) -> None:
    up()
    down()
    with db.engine.connect() as connection:
        assert tables(connection) == set()
    up()
    assert differences() == []


def test_each_step_back_leads_forward_again(empty_app: Flask) -> None:
    for script in [*ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]:
        up(script.revision)
        down("-1")
        up(script.revision)


def test_up_and_down_with_rows_in_every_table(empty_app: Flask) -> None:
    up()
    with db.engine.begin() as connection:
        fill_every_table(connection)
        filled = counts(connection)
    assert filled
    assert all(filled.values()), f"no rows in {[name for name, count in filled.items() if not count]}"
    db.session.remove()
    down()
    up()
    assert differences() == []


def test_a_roll_keeps_its_councils_on_the_way_down_and_up_and_is_still_refused_changes(empty_app: Flask) -> None:
    up()
    with db.engine.begin() as connection:
        fill_every_table(connection)
        area = connection.execute(text("SELECT id, gss FROM area")).one()
    down("0021")
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT council_id FROM roll_entry")) == area.id
    changes_are_refused()
    up()
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT council_gss FROM roll_entry")) == area.gss
    changes_are_refused()


def test_a_step_that_leaves_rows_referring_to_nothing_is_taken_back(empty_app: Flask) -> None:
    up()
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL never lets go of its keys
    with db.engine.connect() as connection:
        orphan = "INSERT INTO ballot_draw_place (draw_id, place, candidacy_id) VALUES (99, 1, 99)"
        connection.connection.cursor().executescript(f"PRAGMA foreign_keys=OFF; {orphan}; PRAGMA foreign_keys=ON")
    with pytest.raises(RuntimeError, match="ballot_draw_place"):
        down("-1")
    assert differences() == []
