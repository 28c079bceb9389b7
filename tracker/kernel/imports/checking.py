"""Rows become things to write, or errors, or duplicates; each row is judged the same way before and while saving."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, repeat
from typing import Any

from flask_babel import gettext as _

from tracker.kernel.imports.columns import places
from tracker.kernel.imports.fields import CellProblem, ImportField
from tracker.kernel.imports.spec import ImportSpec, RowError, Standing
from tracker.kernel.imports.tables import Table

SHOWN = 20
LONGEST_SHOWN = 200
CELLS_SHOWN = 4
MOST_REMEMBERED = 16_384
ROWS_AT_ONCE = 1_000


@dataclass
class Tally:
    """What has been found so far. Of the duplicates, `unchanged` are as the database has them."""

    read: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    unchanged: int = 0
    rejected: int = 0
    first_errors: list[dict[str, Any]] = field(default_factory=list)
    first_duplicates: list[dict[str, Any]] = field(default_factory=list)
    first_left_out: list[dict[str, Any]] = field(default_factory=list)


class _Column:
    """Where a field stands in the file. Councils, categories and days recur by the thousand: each is read once."""

    __slots__ = ("field", "is_optional_text", "known", "place")

    def __init__(self, field: ImportField, place: int) -> None:
        self.field, self.place = field, place
        self.known: dict[str, Any] = {}
        self.is_optional_text = field.default == "" and not (field.required and not field.may_be_blank)

    def read_all(self, cells: list[str], problems: dict[int, list[RowError]]) -> list[Any]:
        """The values of so many cells; what is wrong with one goes to `problems`, by its place in the list."""
        known = self.known
        try:
            return [known[cell] for cell in cells]
        except KeyError:
            return self._at_once(cells) or self._one_by_one(cells, problems)

    def _at_once(self, cells: list[str]) -> list[Any] | None:
        """All cells read in one go, where the field knows how and nothing is unusual."""
        if self.field.parse_many is None:
            return None
        stripped = [cell.strip() for cell in cells]
        return self.field.parse_many(stripped) if self.is_optional_text or all(stripped) else None

    def _one_by_one(self, cells: list[str], problems: dict[int, list[RowError]]) -> list[Any]:
        values, known, read = [], self.known, self.field.read
        for at, cell in enumerate(cells):
            if cell in known:
                values.append(known[cell])
                continue
            try:
                value = read(cell)
            except CellProblem as problem:
                problems.setdefault(at, []).append(RowError(message=problem.message, field=self.field.name))
                value = None
            else:
                if len(known) < MOST_REMEMBERED:
                    known[cell] = value
            values.append(value)
        return values


@dataclass(slots=True, kw_only=True)
class Judged:
    """A row with its verdict: one of `good`, `errors`, `duplicate_of` and `left_out` says something.

    `row` is what the cells say, where they could be read and no other row of the file says it, new or not.
    """

    number: int
    cells: list[str]
    good: Any = None
    row: Any = None
    errors: tuple[RowError, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    duplicate_of: str = ""
    left_out: str = ""
    standing: Standing = Standing.NEW


def judge(table: Table, spec: ImportSpec, mapping: dict[str, str], tally: Tally) -> Iterator[Judged]:
    """Each row of the table with its verdict, counted in `tally`. Memory grows with the keys of good rows only."""
    found = places(table.columns, mapping)
    columns = [_Column(field, found[field.name]) for field in spec.fields if field.name in found]
    names = [*(column.field.name for column in columns), *(field.name for field in spec.fields if field.name not in mapping)]
    absent = [repeat(field.default) for field in spec.fields if field.name not in mapping]
    seen: dict[Hashable, int] = {}
    rows = table.rows()
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        problems = _too_long(batch, len(table.columns))
        read = [column.read_all([cells[column.place] for _number, cells in batch], problems) for column in columns]
        for at, ((number, cells), values) in enumerate(zip(batch, zip(*read, *absent, strict=False), strict=True)):
            if at in problems:
                judged = _in_error(number, cells, problems[at], columns)
            else:
                judged = _judge_row(spec, number, cells, dict(zip(names, values, strict=True)), columns, seen)
            _count(judged, tally, mapping)
            yield judged


def _too_long(batch: list[tuple[int, list[str]]], width: int) -> dict[int, list[RowError]]:
    """What is wrong with rows of more cells than there are columns: of such a row nothing else is said."""
    found: dict[int, list[RowError]] = {}
    for at, (_number, cells) in enumerate(batch):
        if len(cells) > width:
            message = _(
                "The row has more cells than there are columns. "
                "Look for a comma that needs quotation marks around its text."
            )
            found[at] = [RowError(message=message)]
    return found


def _in_error(number: int, cells: list[str], errors: list[RowError], columns: list[_Column]) -> Judged:
    if not errors[0].field and len(errors) == 1:
        return Judged(number=number, cells=cells, errors=tuple(errors))
    given = {column.field.name: cells[column.place] for column in columns}
    whole = [error for error in errors if not error.field]
    return Judged(number=number, cells=cells, errors=tuple(whole or errors), values={} if whole else given)


def _judge_row(
    spec: ImportSpec, number: int, cells: list[str], values: dict[str, Any], columns: list[_Column], seen: dict[Hashable, int]
) -> Judged:
    row = spec.check(values)
    if isinstance(row, list):
        given = {column.field.name: cells[column.place] for column in columns}
        return Judged(number=number, cells=cells, errors=tuple(row), values=given)
    keys = spec.keys(row)
    for key in keys:
        if key in seen:
            return Judged(number=number, cells=cells, duplicate_of=_("Row %(row)s of this file", row=seen[key]))
    for key in keys:
        seen[key] = number
    standing = spec.standing(row)
    if standing is Standing.LEFT_OUT:
        return Judged(number=number, cells=cells, standing=standing, left_out=spec.why_left_out(row))
    if standing is Standing.SAME:
        return Judged(number=number, cells=cells, row=row, duplicate_of=_("Already recorded"), standing=standing)
    return Judged(number=number, cells=cells, good=row, row=row, standing=standing)


def _count(judged: Judged, tally: Tally, mapping: dict[str, str]) -> None:
    tally.read += 1
    if judged.good is not None:
        if judged.standing is Standing.UPDATES:
            tally.updated += 1
        else:
            tally.created += 1
        return
    if judged.standing is Standing.LEFT_OUT:
        if len(tally.first_left_out) < SHOWN:
            tally.first_left_out.append({**_line(judged, judged.left_out), "is_elsewhere": True})
        return
    if judged.errors:
        tally.rejected += 1
        if len(tally.first_errors) < SHOWN:
            tally.first_errors.extend(error_lines(judged, mapping)[: SHOWN - len(tally.first_errors)])
    else:
        tally.duplicates += 1
        tally.unchanged += judged.standing is Standing.SAME
        if len(tally.first_duplicates) < SHOWN:
            tally.first_duplicates.append(_line(judged, judged.duplicate_of))


def error_lines(judged: Judged, mapping: dict[str, str]) -> list[dict[str, Any]]:
    """Each error of a row: its number, the column as the file names it, what stands there, and the message."""
    return [
        {
            "row": judged.number, "column": mapping.get(error.field, ""),
            "value": judged.values.get(error.field, "")[:LONGEST_SHOWN], "message": str(error.message),
        }
        for error in judged.errors
    ]  # fmt: skip


def _line(judged: Judged, why: str) -> dict[str, Any]:
    cells = [cell[:LONGEST_SHOWN] for cell in judged.cells[:CELLS_SHOWN]]
    return {"row": judged.number, "of": why, "cells": cells}


def as_sentence(line: dict[str, Any]) -> str:
    """One error line as text: the column, if it belongs to one, then the message."""
    return f"{line['column']}: {line['message']}" if line["column"] else str(line["message"])
