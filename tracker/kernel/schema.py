"""Whether the database is as new as the code. Asked of file names: the web server starts without the tool that migrates."""

from functools import cache

from sqlalchemy import Connection, column, inspect, select, table

from config import ROOT

FOLDER = ROOT / "migrations"
_DONE = table("alembic_version", column("version_num"))


def is_at_head(connection: Connection) -> bool:
    """Whether every migration of this code, and none other, was run on the database of `connection`."""
    if not inspect(connection).has_table(_DONE.name):
        return False
    return connection.scalars(select(_DONE.c.version_num)).all() == [newest()]


@cache
def newest() -> str:
    """The number of the last migration: they are one line, numbered. Read once, since code does not change while it runs."""
    return max(path.name for path in (FOLDER / "versions").glob("[0-9]*_*.py")).partition("_")[0]
