"""Tables in workbooks: XLSX and ODS. What is inside is measured before anything opens it."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from tracker.kernel.imports.refusals import ImportRefused, RefusalCode
from tracker.kernel.imports.text import LONGEST_CELL, NumberedRow, ReadRows

CHUNK = 1024 * 1024
MOST_PARTS = 5_000
LARGEST_INSIDE = 300 * 1024 * 1024
STEEPEST_RATIO = 150
RATIO_MATTERS_FROM = 5 * 1024 * 1024
MOST_COLUMNS = 256
MOST_ROWS = 1_048_576
LARGEST_AREA = 20_000_000

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
DECLARATIONS = tuple(word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be"))
OVERLAP = 64

_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,4})(\d{1,9})[\"'][^>]*?(/?)>")
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*)>|</table:(table)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,12})[\"']")


def is_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of a workbook, of any kind, or of an archive."""
    return head.startswith((OLE_MARK, *ZIP_MARKS))


def open_workbook(path: Path) -> tuple[str, int, ReadRows]:
    """The first sheet with something in it: its name, how many rows it has, and what reads these with their numbers.

    Formula cells give the value last computed. Raises ImportRefused for whatever is unsafe, protected or unreadable.
    """
    about = path.stat()
    _inspect_once(path, about.st_mtime_ns, about.st_size)
    try:
        sheet = _first_filled_sheet(load_workbook(str(path)))
    except PasswordError as error:
        raise ImportRefused(RefusalCode.PASSWORD) from error
    except (CalamineError, ValueError, OSError) as error:
        raise ImportRefused(RefusalCode.BROKEN_WORKBOOK) from error
    return sheet.name, sheet.total_height, partial(_sheet_rows, sheet)


@lru_cache(maxsize=64)
def _inspect_once(path: Path, _changed_at: int, _size: int) -> None:
    """An import opens its file at every step; a file that passed need not be measured again until it changes."""
    inspect_workbook(path)


def inspect_workbook(path: Path) -> None:
    """Raise ImportRefused unless the workbook is one we read, unprotected, of bearable size and free of declarations."""
    with path.open("rb") as source:
        if source.read(len(OLE_MARK)) == OLE_MARK:
            raise ImportRefused(RefusalCode.PASSWORD if ENCRYPTED_PACKAGE in source.read() else RefusalCode.OLD_WORKBOOK)
    try:
        with zipfile.ZipFile(path) as container:
            _inspect_container(container, path.stat().st_size)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise ImportRefused(RefusalCode.BROKEN_WORKBOOK) from error


def _inspect_container(container: zipfile.ZipFile, compressed: int) -> None:
    parts = container.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise ImportRefused(RefusalCode.PASSWORD)
    if "xl/workbook.bin" in names:
        raise ImportRefused(RefusalCode.OLD_WORKBOOK)
    is_xlsx = "xl/workbook.xml" in names
    if not is_xlsx and "content.xml" not in names:
        raise ImportRefused(RefusalCode.NOT_A_TABLE)
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        raise ImportRefused(RefusalCode.UNSAFE_WORKBOOK)
    inside = sum(part.file_size for part in parts)
    if inside > LARGEST_INSIDE or (inside > RATIO_MATTERS_FROM and inside > compressed * STEEPEST_RATIO):
        raise ImportRefused(RefusalCode.TOO_BIG_INSIDE)
    if not is_xlsx:
        _inspect_manifest(container, names)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _inspect_part(container, part)


def _inspect_manifest(container: zipfile.ZipFile, names: set[str]) -> None:
    kind = container.read("mimetype")[:200] if "mimetype" in names else b""
    if b"opendocument.spreadsheet" not in kind:
        raise ImportRefused(RefusalCode.NOT_A_TABLE)
    if "META-INF/manifest.xml" in names and b"encryption-data" in container.read("META-INF/manifest.xml"):
        raise ImportRefused(RefusalCode.PASSWORD)


def _inspect_part(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read one part through, in pieces: what it really holds, not what its header says."""
    area = _area_for(part.filename)
    rest, size = b"", 0
    with container.open(part) as source:
        for piece in iter(lambda: source.read(CHUNK), b""):
            size += len(piece)
            if size > LARGEST_INSIDE:
                raise ImportRefused(RefusalCode.TOO_BIG_INSIDE)
            text = rest + piece
            if any(word in text for word in DECLARATIONS):
                raise ImportRefused(RefusalCode.UNSAFE_WORKBOOK)
            rest = area.measure(text) if area else text[-OVERLAP:]


def _area_for(name: str) -> "_XlsxArea | _OdsArea | None":
    if name.startswith("xl/worksheets/"):
        return _XlsxArea()
    return _OdsArea() if name == "content.xml" else None


class _XlsxArea:
    """The rectangle the filled cells of one sheet span; a reader keeps all of it in memory."""

    def __init__(self) -> None:
        self.columns: set[bytes] = set()
        self.last_row = 0

    def measure(self, text: bytes) -> bytes:
        """Count the cells in `text`; answer the unfinished tag at its end."""
        cut = text.rfind(b"<")
        for found in _XLSX_CELL.finditer(text, 0, cut if cut > 0 else len(text)):
            if not found[3]:
                self.columns.add(found[1])
                self.last_row = max(self.last_row, int(found[2]))
        _refuse_area(max(map(_column_number, self.columns), default=0), self.last_row)
        return text[cut:][-CHUNK:] if cut > 0 else text[-OVERLAP:]


class _OdsArea:
    """The same for ODS, where one tag may stand for a million rows."""

    def __init__(self) -> None:
        self.width = self.rows = self.waiting = self.repeat = self.position = self.filled = 0

    def measure(self, text: bytes) -> bytes:
        """Count the rows and cells in `text`; answer the unfinished tag at its end."""
        cut = text.rfind(b"<")
        for tag, attributes, _end in _ODS_TAG.findall(text, 0, cut if cut > 0 else len(text)):
            repeat = _REPEATED.search(attributes)
            times = int(repeat[1]) if repeat else 1
            if tag == b"table-row" or not tag:
                self._finish_row()
                self.repeat, self.position, self.filled = times, 0, 0
                self.rows, self.waiting = (self.rows, self.waiting) if tag else (0, 0)
            else:
                self.position += times
                self.filled = self.position if b"value" in attributes else self.filled
        return text[cut:][-CHUNK:] if cut > 0 else text[-OVERLAP:]

    def _finish_row(self) -> None:
        if not self.filled:
            self.waiting += self.repeat
            return
        self.rows += self.waiting + self.repeat
        self.waiting, self.width = 0, max(self.width, self.filled)
        _refuse_area(self.width, self.rows)


def _refuse_area(width: int, height: int) -> None:
    if width > MOST_COLUMNS:
        raise ImportRefused(RefusalCode.TOO_MANY_COLUMNS, limit=MOST_COLUMNS)
    if height > MOST_ROWS:
        raise ImportRefused(RefusalCode.TOO_MANY_ROWS, limit=MOST_ROWS)
    if width * height > LARGEST_AREA:
        raise ImportRefused(RefusalCode.TOO_BIG_INSIDE)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _first_filled_sheet(book: CalamineWorkbook) -> CalamineSheet:
    for place, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_index(place)
            if sheet.start is not None:
                return sheet
    raise ImportRefused(RefusalCode.EMPTY)


def _sheet_rows(sheet: CalamineSheet) -> Iterator[NumberedRow]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [_as_text(cell) for cell in cells]
        if any(len(text) > LONGEST_CELL for text in texts):
            raise ImportRefused(RefusalCode.CELL_TOO_LONG, row=number, limit=LONGEST_CELL)
        yield number, texts


def _as_text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell.replace("\x00", "")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date | time) else _plain(cell)


def _plain(cell: float | timedelta | None) -> str:
    return "" if cell is None else str(cell)
