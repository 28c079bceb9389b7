"""Databases for tests: the schema is built once by the migrations, every other database is a copy of that one."""

import importlib
import itertools
import os
import pkgutil
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from sqlalchemy import URL, create_engine, make_url, text

import tracker
from config import Settings
from tracker import create_app
from tracker.extensions import db
from tracker.kernel import migrating
from tracker.kernel.base import Base

Pristine = Callable[[str], "Database"]
KINDS = ("sqlite", "postgresql")
MIGRATIONS = Path(__file__).parents[2] / "migrations"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Database:
    """One database: its address, and a folder for what the application keeps beside it."""

    url: URL
    folder: Path

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.url.get_backend_name()

    @property
    def settings(self) -> Settings:
        """Settings of an application on this database."""
        return Settings(
            TRACKER_MODE="testing",
            DATABASE_URL=self.url.render_as_string(hide_password=False),
            INSTANCE_PATH=str(self.folder),
            PUBLIC_URL="http://localhost",
        )

    def sibling(self, name: str) -> "Database":
        """The same kind of database on the same server under another name; not created yet."""
        folder = self.folder.parent / name
        folder.mkdir(exist_ok=True)
        where = str(folder / "tracker.db") if self.kind == "sqlite" else name
        return replace(self, url=self.url.set(database=where), folder=folder)

    def create(self, copy_of: "Database | None" = None) -> "Database":
        """Make it, empty or a copy of another to which nobody is connected."""
        if self.kind == "postgresql":
            _on_server(self, f'CREATE DATABASE "{self.url.database}" TEMPLATE "{copy_of.url.database if copy_of else "template0"}"')
        elif copy_of:
            shutil.copy(str(copy_of.url.database), str(self.url.database))
        return self

    def drop(self) -> None:
        """Remove it, whoever is still connected."""
        if self.kind == "postgresql":
            _on_server(self, f'DROP DATABASE IF EXISTS "{self.url.database}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)


def fresh_name(stem: str) -> str:
    """A database name nobody else uses, in this process or another worker."""
    return f"{stem}_{os.getpid()}_{next(_numbers)}"


def build_schema(database: Database) -> None:
    """Bring an empty database to the newest schema by the migrations, and leave no connection open."""
    app = create_app(database.settings)
    with app.app_context():
        if any((MIGRATIONS / "versions").glob("*.py")):
            migrating.upgrade()
        else:
            import_every_model()
            Base.metadata.create_all(db.engine)
    close(app)


def import_every_model() -> None:
    """Make `Base.metadata` complete, with models that no view or service uses yet."""
    for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if "models" in module.name:
            importlib.import_module(module.name)


def close(app: Flask) -> None:
    """Close every connection of `app`."""
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def _on_server(database: Database, statement: str) -> None:
    engine = create_engine(database.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def first_database(kind: str, folder: Path, server: str) -> Database:
    """The address from which all others of this process are named; `server` as PostgreSQL's start answers it."""
    url = make_url("sqlite://") if kind == "sqlite" else make_url(server.format(name="postgres"))
    return Database(url, folder / "none")
