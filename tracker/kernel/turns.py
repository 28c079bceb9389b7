"""One at a time: units of work that must not overlap wait for their turn."""

from sqlalchemy import text

from tracker.extensions import db

_NAMESPACE = "tracker:turn:"


def take_turn(name: str) -> None:
    """Wait until no other unit of work holds `name`, then hold it until this one commits or rolls back.

    On PostgreSQL an advisory lock of the transaction. On SQLite a unit that writes has the whole database to itself.
    Take several in one order everywhere, or two units may wait for each other.
    """
    if db.session.connection().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": _NAMESPACE + name})
