"""Checked rows, kept on disk between the two passes, so that saving need not read and check the file anew.

Only for imports whose rows are plain tuples (`KeepsRows`). Without the file, or with one of another content or other columns,
the second pass judges every row again; nothing depends on it but time.
"""

import marshal
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Protocol, Self, runtime_checkable

from tracker.kernel.files import files_path
from tracker.kernel.imports.models import ImportRun

ROWS_AT_ONCE = 2_000
ENDING = ".rows"
OFFSET_BYTES = 8
Row = tuple[Any, ...]


@runtime_checkable
class KeepsRows(Protocol):
    """An import whose checked rows are plain tuples of text, numbers, True, False and None."""

    def remember(self) -> Any:
        """What, besides its rows, the second pass must know of the first; plain values."""
        ...

    def recall(self, remembered: Any) -> None:
        """Know it again; called after `prepare`."""
        ...


def path_of(import_id: int) -> Path:
    """Where the rows of a run lie."""
    return files_path() / "incoming" / f"import-{import_id}{ENDING}"


def identity_of(run: ImportRun) -> list[Any]:
    """What the rows were made of."""
    return [run.file.sha256, sorted(run.mapping.items())]


class Spool:
    """Takes the good rows of a check. Nothing is kept unless `keep` is called before the end."""

    def __init__(self, import_id: int, identity: list[Any]) -> None:
        self.path = path_of(import_id)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.partial = self.path.with_suffix(".partial")
        self.partial.touch(mode=0o600)
        self.file = self.partial.open("wb")
        self.rows: list[Row] = []
        self._dump(identity)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.file.close()
        self.partial.unlink(missing_ok=True)

    def add(self, row: Row) -> None:
        """Take one row."""
        self.rows.append(row)
        if len(self.rows) >= ROWS_AT_ONCE:
            self._flush()

    def keep(self, unchanged: int, remembered: Any) -> None:
        """Keep the rows for the second pass. `unchanged`: how many were as the database had them."""
        self._flush()
        end = self.file.tell()
        self._dump((unchanged, remembered))
        self.file.write(end.to_bytes(OFFSET_BYTES, "big"))
        self.file.close()
        self.partial.replace(self.path)

    def _flush(self) -> None:
        if self.rows:
            self._dump(self.rows)
            self.rows = []

    def _dump(self, value: Any) -> None:
        packed = marshal.dumps(value)
        self.file.write(len(packed).to_bytes(OFFSET_BYTES, "big") + packed)


class Kept:
    """The rows of an earlier check."""

    def __init__(self, path: Path, identity: list[Any]) -> None:
        self.path = path
        with path.open("rb") as file:
            self.is_of_this_run = _load(file) == identity
            self.start = file.tell()
            file.seek(-OFFSET_BYTES, SEEK_END)
            self.end = int.from_bytes(file.read(OFFSET_BYTES), "big")
            file.seek(self.end)
            self.unchanged, self.remembered = _load(file)

    def rows(self) -> Iterator[Row]:
        """Every row, in the order of the file."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            while file.tell() < self.end:
                yield from _load(file)


def _load(file: BinaryIO) -> Any:
    """The next value: a file read in one go is unpacked many times as fast as one read piece by piece."""
    size = int.from_bytes(file.read(OFFSET_BYTES), "big")
    return marshal.loads(file.read(size))  # noqa: S302 - a file of our own making, in a folder of our own


def kept(import_id: int, identity: list[Any]) -> Kept | None:
    """The rows of the last check of this run, if they are of the same content and columns."""
    path = path_of(import_id)
    found = Kept(path, identity) if path.is_file() else None
    return found if found and found.is_of_this_run else None


def forget(import_id: int) -> None:
    """Remove what was kept of a run."""
    path_of(import_id).unlink(missing_ok=True)


def runs_kept() -> list[int]:
    """The runs whose rows lie on disk."""
    folder = files_path() / "incoming"
    return [int(path.stem.removeprefix("import-")) for path in folder.glob(f"import-*{ENDING}")] if folder.is_dir() else []
