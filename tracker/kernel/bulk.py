"""Many rows into one table, as quickly as the database takes them and however many there are."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError

from tracker.extensions import db

Row = Collection[Any]
ROWS_A_STATEMENT, MOST_VALUES = 250, 32_000  # SQLite takes 32,766 values in one statement


def insert_rows(table: Table, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows`, each the values of the columns `names` in this order, within the present transaction.

    Values pass through the columns' types as in any other statement; no default is filled in by Python, so that every
    column without one in the database must be named. Raises what an INSERT raises.
    """
    dialect = db.session.connection().dialect
    processors = [(at, process) for at, name in enumerate(names) if (process := _processor(table.c[name], dialect))]
    pour(table, names, (_processed(row, processors) for row in rows))


def pour(table: Table, names: Sequence[str], ready: Iterable[Row]) -> None:
    """The same of values that are what the driver takes already: text, numbers, True and False, None, days as ISO 8601."""
    connection = db.session.connection()
    remaining = iter(ready)
    columns = ", ".join(connection.dialect.identifier_preparer.quote(name) for name in names)
    into = connection.dialect.identifier_preparer.format_table(table)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {into} ({columns}) FROM STDIN", remaining)
    else:
        _insert_many(connection, f"INSERT INTO {into} ({columns}) VALUES ", len(names), remaining)  # noqa: S608 - names of our own columns


def _insert_many(connection: Connection, into: str, width: int, rows: Iterator[Row]) -> None:
    """Some hundred rows a statement: SQLite prepares the lists in CHECK constraints anew for each statement."""
    one = f"({', '.join('?' * width)})"
    size = max(1, min(ROWS_A_STATEMENT, MOST_VALUES // width))
    while some := list(islice(rows, size)):
        connection.exec_driver_sql(into + ", ".join([one] * len(some)), tuple(chain.from_iterable(some)))


def _processor(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _processed(row: Row, processors: Sequence[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for at, process in processors:
        values[at] = process(values[at])
    return tuple(values)


def _copy(connection: Connection, statement: str, rows: Iterable[Row]) -> None:
    """COPY is several times as quick as any number of INSERTs; its errors are told as those of other statements."""
    driver: Any = connection.connection.driver_connection
    dbapi = connection.dialect.loaded_dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except dbapi.Error as error:
        raise DBAPIError.instance(statement, None, error, dbapi.Error, dialect=connection.dialect, hide_parameters=True) from error
