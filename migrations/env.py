"""How Alembic reaches the application's database: through Flask, with the models' own metadata."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from tracker.extensions import db


def plainly(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A type of ours as the plain one beneath it: a migration must still run when our type is gone."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


@contextmanager
def keys_at_rest(connection: Connection) -> Iterator[None]:
    """Foreign keys not enforced meanwhile on SQLite, which alters a table by building it anew and dropping the old one.

    They cannot be switched inside a transaction; `check_keys` looks at them before each migration is committed.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def check_keys(ctx: MigrationContext, step: MigrationInfo, **_: object) -> None:
    """Refuse a migration that leaves a row without what it refers to. Raises RuntimeError, and nothing of it is kept."""
    if ctx.connection is None or ctx.dialect.name != "sqlite":
        return
    if lost := ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5):
        raise RuntimeError(f"after {step} rows refer to nothing (table, row, parent, key): {lost}")


def run(connection: Connection) -> None:
    """Run the migrations asked for on `connection`, each in a transaction of its own."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plainly,
        transaction_per_migration=True,
        on_version_apply=check_keys,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_as_script() -> None:
    """Print the SQL instead of running it."""
    context.configure(
        url=db.engine.url.render_as_string(hide_password=False),
        target_metadata=db.metadata,
        literal_binds=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    run_as_script()
else:
    with db.engine.connect() as opened, keys_at_rest(opened):
        run(opened)
