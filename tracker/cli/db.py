"""`flask db`: the schema of the database, by Alembic."""

import click
from alembic import command
from flask.cli import AppGroup

from tracker.kernel import migrating

db = AppGroup("db", help="Bring the schema of the database up to date, or see where it is.")


@db.command("upgrade")
@click.argument("revision", default=migrating.NEWEST)
@click.option("--sql", is_flag=True, help="Print the SQL instead of running it.")
def upgrade(revision: str, sql: bool) -> None:
    """Run the migrations up to REVISION, or all of them."""
    command.upgrade(migrating.alembic_settings(), revision, sql=sql)


@db.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Undo the migrations after REVISION; `base` undoes all of them, and with them every record."""
    migrating.downgrade(revision)


@db.command("current")
def current() -> None:
    """Print the last migration that was run."""
    command.current(migrating.alembic_settings(), verbose=True)


@db.command("history")
def history() -> None:
    """List the migrations."""
    command.history(migrating.alembic_settings())


@db.command("revision")
@click.option("--message", "-m", required=True, help="What it is for, in a few words.")
@click.option("--rev-id", required=True, help="Its number, the next of the line: 0042.")
def revision(message: str, rev_id: str) -> None:
    """Write a new migration from what the models say and the database does not."""
    command.revision(migrating.alembic_settings(), message, autogenerate=True, rev_id=rev_id)
