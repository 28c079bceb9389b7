"""Rows on their way to the database."""

from collections.abc import Iterable
from typing import Any

from tracker.kernel.imports.models import ImportRun
from tracker.kernel.imports.spec import ImportSpec, Standing

BATCH = 5_000


class Batches:
    """Rows on their way to the database, some thousand at a time."""

    def __init__(self, spec: ImportSpec, run: ImportRun) -> None:
        self.spec, self.run = spec, run
        self.rows: list[Any] = []
        self.created = self.updated = 0

    def add(self, row: Any) -> None:
        """Take one row."""
        self.rows.append(row)
        if len(self.rows) >= BATCH:
            self.write()

    def write(self) -> None:
        """Write what has been taken."""
        if self.rows:
            written = self.spec.write(self.run, self.rows)
            self.created += written.created
            self.updated += written.updated
            self.rows = []


def write_again(spec: ImportSpec, batch: Batches, rows: Iterable[Any]) -> int:
    """Write the rows of the check that still say something new; how many do not."""
    unchanged = 0
    standing, add, same = spec.standing, batch.add, Standing.SAME
    for row in rows:
        if standing(row) is same:
            unchanged += 1
        else:
            add(row)
    batch.write()
    return unchanged
