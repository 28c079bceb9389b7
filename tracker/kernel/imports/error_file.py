"""Every rejected row, as it came, with its number and what is wrong: a file to mend and send again."""

import csv
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from flask_babel import gettext as _

from tracker.kernel.exports import BYTE_ORDER_MARK, CSV_TYPE, harmless
from tracker.kernel.files import StoredFile, files_path, store_made
from tracker.kernel.history import Author
from tracker.kernel.imports.checking import Judged, as_sentence, error_lines


class ErrorFile:
    """Grows on the disk, row by row; begins to exist with the first error."""

    def __init__(self, columns: tuple[str, ...], mapping: dict[str, str]) -> None:
        self.columns, self.mapping = columns, mapping
        self.path: Path | None = None
        self._writer: Any = None
        self._stream: Any = None

    def add(self, judged: Judged) -> None:
        """Add a rejected row."""
        if self._writer is None:
            self._begin()
        problems = "; ".join(as_sentence(line) for line in error_lines(judged, self.mapping))
        self._writer.writerow([judged.number, harmless(problems), *map(harmless, judged.cells)])

    def keep(self, name: str, by: Author) -> StoredFile | None:
        """Store the file, if there is one."""
        if self.path is None:
            return None
        self._stream.close()
        stem = name.rpartition(".")[0] or name
        stored = store_made(self.path, f"{stem} - {_('to mend')}.csv", CSV_TYPE, by)
        self.path = None
        return stored

    def discard(self) -> None:
        """Remove what was not kept."""
        if self.path is not None:
            self._stream.close()
            self.path.unlink(missing_ok=True)

    def _begin(self) -> None:
        folder = files_path() / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        self._stream = NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8", newline="")  # noqa: SIM115 - closed by keep or discard
        self.path = Path(self._stream.name)
        self._stream.write(BYTE_ORDER_MARK)
        self._writer = csv.writer(self._stream, lineterminator="\r\n")
        self._writer.writerow([_("Row"), _("Problem"), *map(harmless, self.columns)])
