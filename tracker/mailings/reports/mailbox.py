"""Where reports arrive: a Maildir, an mbox file, or a folder with one message a file.

A message is put aside once it has been read, so that a letterbox does not grow slower: in a Maildir among the seen ones,
in a folder into `read/`. An mbox file is left as it is: whose it is may be writing to it.
"""

import mailbox
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST_REPORT = 2 * 1024 * 1024
READ = "read"


@dataclass(frozen=True)
class Letterbox:
    """One message that waits, and how to put it aside."""

    raw: bytes
    put_aside: Callable[[], object]


def waiting(path: Path) -> Iterator[Letterbox]:
    """The messages waiting at `path`, oldest first where that is known. Raises OSError when it cannot be read."""
    if path.is_file():
        yield from _of_mbox(path)
    elif (path / "new").is_dir():
        yield from _of_folder(path / "new", lambda file: file.rename(path / "cur" / f"{file.name}:2,S"))
    else:
        yield from _of_folder(path, lambda file: _into_read(path, file))


def _of_folder(folder: Path, put_aside: Callable[[Path], object]) -> Iterator[Letterbox]:
    with os.scandir(folder) as entries:
        files = sorted((entry.stat().st_mtime, entry.name) for entry in entries if entry.is_file() and not entry.name.startswith("."))
    for _time, name in files:
        file = folder / name
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_REPORT)
        yield Letterbox(raw, lambda file=file: put_aside(file))  # type: ignore[misc]  # the default binds this turn's file


def _into_read(folder: Path, file: Path) -> None:
    aside = folder / READ
    aside.mkdir(exist_ok=True)
    file.rename(aside / file.name)


def _of_mbox(path: Path) -> Iterator[Letterbox]:
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield Letterbox(box.get_bytes(key)[:LARGEST_REPORT], lambda: None)
    finally:
        box.close()
