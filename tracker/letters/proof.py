"""What a print file really holds, counted from the file as it was written and not from what was meant."""

import csv
import hashlib
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.letters.failures import LettersNotMade, Reason

COUNTS = Path(__file__).with_name("pages.py")
COLUMNS = ("reference", "sheets", "pages", "service", "file", "first_page", "last_page")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where a letter stands: pages of its file from 1, with the blank back of its last sheet; `pages` are those printed on."""

    reference: str
    service: str
    file: str
    first_page: int
    last_page: int
    pages: int
    sheets: int


@dataclass(frozen=True, kw_only=True)
class PrintFile:
    """A file for the mailing house. `pages` were counted in the file."""

    path: Path
    sha256: str
    pages: int
    sheets: int
    letters: int


def prove(path: Path, placed: Sequence[Placed]) -> PrintFile:
    """The file, once its pages are those of its letters: counted, without gap or overlap. Raises LettersNotMade otherwise."""
    counted = count_pages(path)
    expected = 1
    for letter in placed:
        if letter.first_page != expected or letter.last_page < letter.first_page:
            raise LettersNotMade(Reason.COUNTS_DIFFER, references=(letter.reference,), detail=f"page {expected}")
        expected = letter.last_page + 1
    if counted != expected - 1:
        raise LettersNotMade(Reason.COUNTS_DIFFER, detail=f"{counted} pages in the file, {expected - 1} in the list")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return PrintFile(path=path, sha256=sha256, pages=counted, sheets=sum(one.sheets for one in placed), letters=len(placed))


def count_pages(path: Path) -> int:
    """The pages of a PDF, counted in a process of its own. Raises LettersNotMade for a file that is none."""
    command = [sys.executable, "-I", str(COUNTS), str(path)]
    counted = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own program
    if counted.returncode:
        raise LettersNotMade(Reason.CRASHED, detail=f"{path.name} cannot be read")
    return int(counted.stdout)


def write_manifest(path: Path, placed: Iterable[Placed]) -> None:
    """What the mailing house checks its work by: a line for each letter, in the order of the files."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([getattr(letter, column) for column in COLUMNS] for letter in placed)
