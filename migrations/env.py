"""How Alembic reaches the application's database: through Flask, with the models' own metadata."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from tracker.extensions import db


def plainly(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A type of ours as the plain one beneath it: a migration must still run when our type is gone."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    """Run the migrations asked for on `connection`, each in a transaction of its own."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plainly,
        transaction_per_migration=True,
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
elif given := context.config.attributes.get("connection"):
    run(given)
else:
    with db.engine.connect() as opened:
        run(opened)
