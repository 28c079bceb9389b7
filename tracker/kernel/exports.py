"""Lists leave as CSV or XLSX, row by row, saying who took them, when and why."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from pathlib import Path

import xlsxwriter
from flask_babel import gettext as _

from tracker.kernel.clock import local

Cell = str | int | float | Decimal | bool | date | datetime | None

BYTE_ORDER_MARK = "\ufeff"
ROWS_PER_PIECE = 500
LONGEST_XLSX_TEXT = 32_767
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_RUNS = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
_SHIELDED = re.compile(r"'+(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")
_NUMBER = re.compile(r"(?=.*\d)[+-]?[£$€]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?%?")
_TELEPHONE = re.compile(r"\+\d[\d ()]*")


class ExportFormat(StrEnum):
    """What a list can leave as."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Who took the list, when, why and what it is: the first rows of every export."""

    title: str
    exported_by: str
    exported_at: datetime
    reason: str

    def rows(self) -> list[list[Cell]]:
        """The rows that stand above the headings, the last of them empty."""
        return [
            [self.title],
            [_("Exported by"), self.exported_by],
            [_("Exported at"), local(self.exported_at).strftime("%Y-%m-%d %H:%M")],
            [_("Reason"), self.reason],
            [],
        ]


def harmless(text: str) -> str:
    """`text` so that a spreadsheet shows it and never runs it (OWASP, CSV injection).

    Text beginning as a formula does gets an apostrophe; numbers and telephone numbers stay as they are. A hyphenated
    telephone number is a subtraction to a spreadsheet, so that it counts as a formula. `as_written` is the inverse.
    """
    if not text or not _RUNS.match(text) or _is_plain(text):
        return text
    return f"'{text}"


def as_written(text: str) -> str:
    """What somebody wrote before `harmless` shielded it."""
    return text[1:] if _SHIELDED.match(text) else text


def csv_pieces(provenance: Provenance | None, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """A CSV file in pieces of some hundred rows, with the mark by which spreadsheets know UTF-8."""
    buffer = StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer, lineterminator="\r\n")
    for number, row in enumerate(_all_rows(provenance, headings, rows)):
        writer.writerow([_as_text(cell) for cell in row])
        if number % ROWS_PER_PIECE == ROWS_PER_PIECE - 1:
            yield _drain(buffer)
    yield _drain(buffer)


def write_xlsx(path: Path, provenance: Provenance | None, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """An XLSX file at `path`, written row by row. Text is stored as text, so that nothing in it can run."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        times = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet()
        for row_number, row in enumerate(_all_rows(provenance, headings, rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(row_number, column, local(cell).replace(tzinfo=None), times)
                elif isinstance(cell, date):
                    sheet.write_datetime(row_number, column, datetime(cell.year, cell.month, cell.day), dates)  # noqa: DTZ001 - a day, not an instant
                elif isinstance(cell, str):
                    sheet.write_string(row_number, column, cell[:LONGEST_XLSX_TEXT])
                else:
                    sheet.write(row_number, column, cell)


def _all_rows(provenance: Provenance | None, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    if provenance:
        yield from provenance.rows()
    yield headings
    yield from rows


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return local(cell).strftime("%Y-%m-%d %H:%M")
    return harmless(cell) if isinstance(cell, str) else str(cell)


def _is_plain(text: str) -> bool:
    return bool(text == "-" or _NUMBER.fullmatch(text) or _TELEPHONE.fullmatch(text))


def _drain(buffer: StringIO) -> str:
    piece = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return piece
