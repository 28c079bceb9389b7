"""Whose data this is: a small file beside the files, by which a restored copy is told from the installation it was taken of.

The file holds the installation's name, how far sending had got, and its own inode number. Copied or restored, a file has
another inode; a database restored alone lags behind the file. Either way nothing is sent until somebody says so.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

NAME = "installation.json"


@dataclass(frozen=True)
class Witness:
    """What the file says, and whether it is the very file that was written here."""

    installation: str
    sequence: int
    is_original: bool


def read(folder: Path) -> Witness | None:
    """The witness in `folder`; None when there is none that can be read."""
    try:
        with (folder / NAME).open("rb") as file:
            inode = os.fstat(file.fileno()).st_ino
            said = json.load(file)
        return Witness(str(said["installation"]), int(said["sequence"]), int(said["inode"]) == inode)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(folder: Path, installation: str, sequence: int) -> None:
    """Let the file say so. Raises OSError when it cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{NAME}.{os.getpid()}"
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump({"installation": installation, "sequence": sequence, "inode": os.fstat(file.fileno()).st_ino}, file)
    unfinished.replace(folder / NAME)
