"""Whether the database is as new as the code."""

from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from config import ROOT


def is_at_head(connection: Connection) -> bool:
    """Whether every migration of this code, and none other, was run on the database of `connection`."""
    return set(MigrationContext.configure(connection).get_current_heads()) == newest()


@cache
def newest() -> frozenset[str]:
    """The migrations nothing follows; read once, since code does not change while it runs."""
    return frozenset(ScriptDirectory(str(ROOT / "migrations")).get_heads())
