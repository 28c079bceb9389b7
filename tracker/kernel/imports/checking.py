"""Rows become things to write, or errors, or duplicates; each row is judged the same way before and while saving."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from tracker.kernel.imports.columns import places
from tracker.kernel.imports.fields import CellProblem, ImportField
from tracker.kernel.imports.spec import ImportSpec, RowError, Standing
from tracker.kernel.imports.tables import Table

SHOWN = 20
LONGEST_SHOWN = 200
CELLS_SHOWN = 4
MOST_REMEMBERED = 4_096


@dataclass
class Tally:
    """What has been found so far."""

    read: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected: int = 0
    first_errors: list[dict[str, Any]] = field(default_factory=list)
    first_duplicates: list[dict[str, Any]] = field(default_factory=list)
    first_left_out: list[dict[str, Any]] = field(default_factory=list)


class _Column:
    """Where a field stands in the file. Councils, categories and days recur by the thousand: each is read once."""

    __slots__ = ("field", "known", "place")

    def __init__(self, field: ImportField, place: int) -> None:
        self.field, self.place = field, place
        self.known: dict[str, Any] = {}

    def read(self, cells: list[str]) -> Any:
        """The value of this column's cell. Raises CellProblem."""
        cell = cells[self.place]
        if cell in self.known:
            return self.known[cell]
        value = self.field.read(cell)
        if len(self.known) < MOST_REMEMBERED:
            self.known[cell] = value
        return value


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A row with its verdict: one of `good`, `errors`, `duplicate_of` and `left_out` says something."""

    number: int
    cells: list[str]
    good: Any = None
    errors: tuple[RowError, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    duplicate_of: str = ""
    left_out: str = ""
    standing: Standing = Standing.NEW


def judge(table: Table, spec: ImportSpec, mapping: dict[str, str], tally: Tally) -> Iterator[Judged]:
    """Each row of the table with its verdict, counted in `tally`. Memory grows with the keys of good rows only."""
    found = places(table.columns, mapping)
    cells_of = [_Column(field, found[field.name]) for field in spec.fields if field.name in found]
    absent = {field.name: field.default for field in spec.fields if field.name not in mapping}
    seen: dict[Hashable, int] = {}
    for number, cells in table.rows():
        judged = _judge_row(spec, number, cells, cells_of, absent, len(table.columns), seen)
        _count(judged, tally, mapping)
        yield judged


def _judge_row(
    spec: ImportSpec, number: int, cells: list[str], cells_of: list[_Column], absent: dict[str, Any], width: int,
    seen: dict[Hashable, int],
) -> Judged:  # fmt: skip
    if len(cells) > width:
        message = _(
            "The row has more cells than there are columns. "
            "Look for a comma that needs quotation marks around its text."
        )
        error = RowError(message=message)
        return Judged(number=number, cells=cells, errors=(error,))
    values, errors = _read(cells, cells_of, absent)
    row = errors or spec.check(values)
    if isinstance(row, list):
        given = {column.field.name: cells[column.place] for column in cells_of}
        return Judged(number=number, cells=cells, errors=tuple(row), values=given)
    keys = spec.keys(row)
    earlier = next((seen[key] for key in keys if key in seen), None)
    if earlier is not None:
        return Judged(number=number, cells=cells, duplicate_of=_("Row %(row)s of this file", row=earlier))
    for key in keys:
        seen[key] = number
    standing = spec.standing(row)
    if standing == Standing.LEFT_OUT:
        return Judged(number=number, cells=cells, standing=standing, left_out=spec.why_left_out(row))
    if standing == Standing.SAME:
        return Judged(number=number, cells=cells, duplicate_of=_("Already recorded"))
    return Judged(number=number, cells=cells, good=row, standing=standing)


def _read(cells: list[str], cells_of: list[_Column], absent: dict[str, Any]) -> tuple[dict[str, Any], list[RowError]]:
    values, errors = dict(absent), []
    for column in cells_of:
        try:
            values[column.field.name] = column.read(cells)
        except CellProblem as problem:
            errors.append(RowError(message=problem.message, field=column.field.name))
    return values, errors


def _count(judged: Judged, tally: Tally, mapping: dict[str, str]) -> None:
    tally.read += 1
    if judged.standing == Standing.LEFT_OUT:
        if len(tally.first_left_out) < SHOWN:
            tally.first_left_out.append({**_line(judged, judged.left_out), "is_elsewhere": True})
        return
    if judged.errors:
        tally.rejected += 1
        if len(tally.first_errors) < SHOWN:
            tally.first_errors.extend(error_lines(judged, mapping)[: SHOWN - len(tally.first_errors)])
    elif judged.duplicate_of:
        tally.duplicates += 1
        if len(tally.first_duplicates) < SHOWN:
            tally.first_duplicates.append(_line(judged, judged.duplicate_of))
    elif judged.standing == Standing.UPDATES:
        tally.updated += 1
    else:
        tally.created += 1


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
