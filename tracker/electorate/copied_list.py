"""A list that turned up somewhere: read as a file, whatever was done to its heading and to the order of its rows."""

import csv
from collections.abc import Iterator
from pathlib import Path

from flask_babel import lazy_gettext as _l

from tracker.electorate.release_file import HEADINGS
from tracker.kernel.errors import Refused

NUMBER, ADDRESS_LINES = HEADINGS[0], HEADINGS[4:10]
SEPARATORS = ",;\t"


def addresses(path: Path) -> dict[str, str]:
    """The address of each person in the file, by membership number. Raises Refused, OSError.

    The columns must bear the names a release gives them; what stands above them does not matter.
    """
    found = {row[NUMBER].strip(): _address(row) for row in _rows(path.read_text(encoding="utf-8-sig", errors="replace").splitlines())}
    return {number: address for number, address in found.items() if number and address}


def _rows(lines: list[str]) -> Iterator[dict[str, str]]:
    start = next((at for at, line in enumerate(lines) if NUMBER in line and ADDRESS_LINES[0] in line), None)
    if start is None:
        raise Refused(_l("The file has no line that names the columns membership_number and address_1. Add one above the rows."))
    separator = max(SEPARATORS, key=lines[start].count)
    for row in csv.DictReader(lines[start:], delimiter=separator):
        yield {str(name).strip(): value or "" for name, value in row.items() if isinstance(value, str | None)}


def _address(row: dict[str, str]) -> str:
    return "\n".join(row[name] for name in ADDRESS_LINES if row.get(name))
