"""A file becomes a table: named columns, and rows that know their number."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from flask_babel import gettext as _

from tracker.kernel.imports.names import same_name
from tracker.kernel.imports.refusals import ImportRefused, RefusalCode
from tracker.kernel.imports.text import NumberedRow, ReadRows, line_count, shape_of, text_rows
from tracker.kernel.imports.workbooks import MOST_COLUMNS, MOST_ROWS, is_workbook, open_workbook

ROWS_TO_FIND_HEADINGS = 50
HEAD = 512


@dataclass(frozen=True, kw_only=True)
class Table:
    """What a file holds. `rows()` may be called again and again; each call begins at the first row."""

    read: ReadRows
    sheet: str | None
    heading_row: int
    row_estimate: int
    columns: tuple[str, ...]

    def rows(self) -> Iterator[NumberedRow]:
        """Each row below the headings that has something in it, cut or padded to the columns unless it is too long."""
        width = len(self.columns)
        for number, cells in self.read():
            if number <= self.heading_row or not any(cells):
                continue
            if number > MOST_ROWS:
                raise ImportRefused(RefusalCode.TOO_MANY_ROWS, limit=MOST_ROWS)
            yield number, _fitted(cells, width)

    def preview(self, count: int = 10) -> list[NumberedRow]:
        """The first rows."""
        return list(islice(self.rows(), count))


def open_table(path: Path, known: Collection[str] = ()) -> Table:
    """The table in a file, recognised by its content. `known` column names help to find the row of headings.

    Raises ImportRefused, with what to do, when there is no table that can be read.
    """
    sheet, height, read = _open(path)
    rows = read()
    first = list(islice(rows, ROWS_TO_FIND_HEADINGS))
    place = _place_of_headings(first, {same_name(name) for name in known})
    if place is None:
        raise ImportRefused(RefusalCode.EMPTY)
    number, cells = first[place]
    if not any(any(row) for _number, row in first[place + 1 :]) and not any(any(row) for _number, row in rows):
        raise ImportRefused(RefusalCode.NO_ROWS)
    columns = _columns(cells, first[place + 1 :])
    return Table(read=read, sheet=sheet, heading_row=number, row_estimate=max(1, height - number), columns=columns)


def _open(path: Path) -> tuple[str | None, int, ReadRows]:
    with path.open("rb") as source:
        head = source.read(HEAD)
    if not head:
        raise ImportRefused(RefusalCode.EMPTY)
    if is_workbook(head):
        return open_workbook(path)
    return None, line_count(path), partial(text_rows, path, shape_of(path))


def _place_of_headings(rows: list[NumberedRow], known: set[str]) -> int | None:
    """The row with most known names; else the first as full as most rows are, below any titles."""
    matches = [len({same_name(cell) for cell in cells} & known) for _number, cells in rows]
    if matches and max(matches) > 0:
        return matches.index(max(matches))
    filled = [sum(1 for cell in cells if cell.strip()) for _number, cells in rows]
    counts = Counter(count for count in filled if count)
    if not counts:
        return None
    usual = max(counts, key=lambda count: (counts[count], count))
    enough = usual - 1 if usual > 3 else usual  # the corner above row names is often empty
    return next(place for place, count in enumerate(filled) if count >= enough)


def _columns(headings: list[str], below: list[NumberedRow]) -> tuple[str, ...]:
    names = [" ".join(heading.split()) for heading in headings]
    while names and not names[-1] and not any(len(cells) >= len(names) and cells[len(names) - 1].strip() for _n, cells in below):
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise ImportRefused(RefusalCode.TOO_MANY_COLUMNS, limit=MOST_COLUMNS)
    return tuple(name or _("Column %(letter)s", letter=column_letter(place)) for place, name in enumerate(names))


def column_letter(place: int) -> str:
    """The letter a spreadsheet gives the column at `place`, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _fitted(cells: list[str], width: int) -> list[str]:
    if len(cells) == width:
        return cells
    if len(cells) < width:
        return cells + [""] * (width - len(cells))
    return cells if any(cell.strip() for cell in cells[width:]) else cells[:width]
