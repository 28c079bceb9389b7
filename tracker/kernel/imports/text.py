"""Tables in text: CSV, TSV and their like, in whatever encoding and with whatever separator they come."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from tracker.kernel.exports import as_written
from tracker.kernel.imports.refusals import ImportRefused, RefusalCode

SAMPLE = 64 * 1024
CHUNK = 1024 * 1024
SEPARATORS = (",", "\t", ";", "|")
ROWS_TO_JUDGE = 100
LONGEST_CELL = 32_767
UNUSED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")

NumberedRow = tuple[int, list[str]]
ReadRows = Callable[[], Iterator[NumberedRow]]


@dataclass(frozen=True, kw_only=True)
class TextShape:
    """How a text holds its table."""

    encoding: str
    separator: str
    spaces_after_separator: bool


def shape_of(path: Path) -> TextShape:
    """The encoding and the separator of the text at `path`. Raises ImportRefused when it is not text."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        sample = text.read(SAMPLE)
    if "\x00" in sample:
        raise ImportRefused(RefusalCode.NOT_TEXT)
    if not sample.strip("\ufeff \t\r\n,;|"):
        raise ImportRefused(RefusalCode.EMPTY)
    separator = _separator_of(sample)
    return TextShape(encoding=encoding, separator=separator, spaces_after_separator=f'{separator} "' in sample)


def text_rows(path: Path, shape: TextShape) -> Iterator[NumberedRow]:
    """Each row with the number a spreadsheet shows: a cell of several lines is one row, a blank line is a row."""
    number = 0
    with path.open(encoding=shape.encoding, errors="strict", newline="") as text:
        reader = csv.reader(text, delimiter=shape.separator, skipinitialspace=shape.spaces_after_separator)
        try:
            for number, cells in enumerate(reader, start=1):
                whole = "".join(cells)
                if len(whole) > LONGEST_CELL or "\x00" in whole:
                    _check_cells(number, cells)
                yield number, [as_written(cell) if cell[:1] == "'" else cell for cell in cells] if "'" in whole else cells
        except csv.Error as error:
            raise ImportRefused(RefusalCode.QUOTES, row=number + 1) from error
        except UnicodeError as error:
            raise ImportRefused(RefusalCode.NOT_TEXT) from error


def encoding_of(path: Path) -> str:
    """The encoding of the whole text: by its mark, else UTF-8 if it can be that, else the likeliest."""
    with path.open("rb") as source:
        sample = source.read(SAMPLE)
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if sample.count(0):
        return _unmarked_utf16(sample)
    if _decodes(path, "utf-8"):
        return "utf-8"
    if not UNUSED_IN_CP1252.search(sample):
        return "cp1252"
    guess = from_bytes(sample).best()
    return guess.encoding if guess else "latin-1"


def _unmarked_utf16(sample: bytes) -> str:
    in_even, in_odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if in_odd > half * 0.6 and in_even < half * 0.05:
        return "utf-16-le"
    if in_even > half * 0.6 and in_odd < half * 0.05:
        return "utf-16-be"
    raise ImportRefused(RefusalCode.NOT_TEXT)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as source:
            for piece in iter(lambda: source.read(CHUNK), b""):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator_of(sample: str) -> str:
    lines = sample.splitlines(keepends=True)
    if len(sample) == SAMPLE and len(lines) > 1:
        lines = lines[:-1]
    return max(SEPARATORS, key=lambda separator: _fit(lines, separator))


def _fit(lines: list[str], separator: str) -> tuple[float, int]:
    """How well `separator` explains the lines: the share of rows as wide as most are, then that width."""
    try:
        reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
        widths = [len(cells) for cells in islice(reader, ROWS_TO_JUDGE) if any(cells)]
    except csv.Error:
        return (0.0, 0)
    several = Counter(width for width in widths if width > 1)
    if not several:
        return (0.0, 0)
    width, rows = several.most_common(1)[0]
    return (rows / len(widths), width)


def _check_cells(number: int, cells: list[str]) -> None:
    for cell in cells:
        if len(cell) > LONGEST_CELL:
            raise ImportRefused(RefusalCode.CELL_TOO_LONG, row=number, limit=LONGEST_CELL)
        if "\x00" in cell:
            raise ImportRefused(RefusalCode.NOT_TEXT)


def line_count(path: Path) -> int:
    """About how many rows a text holds: its line ends, counted without reading it as text."""
    with path.open("rb") as source:
        return sum(piece.count(b"\n") for piece in iter(lambda: source.read(CHUNK), b""))
