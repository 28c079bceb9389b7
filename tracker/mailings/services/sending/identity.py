"""Whose data this is: a small file beside the files, by which a restored copy is told from the installation it was taken of.

The file holds the installation's name, how far sending had got, and the number and the time of change of a second file, its
mark, which nothing writes to. Whoever copies or restores the mark makes another: its number may be given out again, but its time
of change (`st_ctime`) is the file system's own and no tool sets it. A database restored alone lags behind the file. Either way
nothing is sent until somebody says so.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

NAME = "installation.json"
MARK = "installation.mark"


@dataclass(frozen=True)
class Witness:
    """What the file says, and whether its mark is the very one that was made here."""

    installation: str
    sequence: int
    is_original: bool


def read(folder: Path) -> Witness | None:
    """The witness in `folder`; None when there is none that can be read."""
    try:
        with (folder / NAME).open("rb") as file:
            said = json.load(file)
        return Witness(str(said["installation"]), int(said["sequence"]), said["mark"] == _mark(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(folder: Path, installation: str, sequence: int) -> None:
    """Let the file say so, of the mark that is there or a new one. Raises OSError when it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / MARK).open("ab"):
        pass  # made where there is none; opening one that is there leaves its time as it was
    unfinished = folder / f"{NAME}.{os.getpid()}"
    unfinished.write_text(json.dumps({"installation": installation, "sequence": sequence, "mark": _mark(folder)}), encoding="utf-8")
    unfinished.replace(folder / NAME)


def _mark(folder: Path) -> list[int]:
    found = (folder / MARK).stat()
    return [found.st_ino, found.st_ctime_ns]
