"""Files people give us: recognised by what is in them, kept under the SHA-256 of their content, handed out as downloads."""

import hashlib
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from flask import Response, current_app, send_file
from flask_babel import lazy_gettext as _l
from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from config import Settings
from tracker.extensions import db
from tracker.kernel.base import Base, Id
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.history import Author
from tracker.kernel.unit_of_work import after_commit

CHUNK = 64 * 1024
HEAD = 8 * 1024
MEGABYTE = 1024 * 1024
LONGEST_NAME = 200

Recogniser = Callable[[bytes, Path], bool]


class StoredFile(Base):
    """One upload. Two uploads of the same content share the bytes, not the record."""

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="hash_is_sha256"),
        CheckConstraint("size >= 0", name="size_is_counted"),
        Index("ix_stored_file_sha256", "sha256"),
    )

    id: Mapped[Id] = mapped_column(init=False)
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]
    original_name: Mapped[str]
    stored_at: Mapped[datetime]
    stored_by_id: Mapped[int | None]
    stored_by_name: Mapped[str]

    @property
    def label(self) -> str:
        return self.original_name

    @property
    def path(self) -> Path:
        """Where the bytes lie on this machine."""
        return path_of(self.sha256)


def path_of(sha256: str) -> Path:
    """Where the content with this hash lies, two letters a folder."""
    return files_path() / sha256[:2] / sha256


def files_path() -> Path:
    """The folder of everything stored."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.files_path


def upload_limit() -> int:
    """The largest upload accepted, in bytes."""
    settings: Settings = current_app.config["SETTINGS"]
    return int(settings.UPLOAD_LIMIT_MB) * MEGABYTE


def list_limit() -> int:
    """The largest list accepted for import, in bytes."""
    settings: Settings = current_app.config["SETTINGS"]
    return max(int(settings.LIST_LIMIT_MB) * MEGABYTE, upload_limit())


def store_upload(
    stream: BinaryIO | IO[bytes], name: str, allowed: Mapping[str, Recogniser], by: Author, *, content_length: int | None = None,
    limit: int | None = None,
) -> StoredFile:  # fmt: skip
    """Keep what `stream` holds, if it is one of the `allowed` types. Reads in pieces; nothing is left behind on refusal.

    `limit`: at most so many bytes, instead of the limit for uploads.
    Raises Refused when it is empty, larger than the limit (by its declared length or by counting), or of no allowed type.
    """
    limit = upload_limit() if limit is None else limit
    if content_length is not None and content_length > limit:
        raise _too_large(limit)
    with _incoming() as (target, path):
        sha256, size, head = _copy(stream, target, limit)
        if size == 0:
            raise Refused(_l("The file is empty. Choose a file with something in it."), "file")
        media_type = recognise(head, path, allowed)
        if media_type is None:
            raise Refused(_l("This kind of file is not accepted here. Send one of the kinds named beside the field."), "file")
        _doubt(sha256)
        _settle(path, path_of(sha256))
    return _remember(sha256, size, media_type, name, by)


def store_made(path: Path, name: str, media_type: str, by: Author) -> StoredFile:
    """Keep a file we made ourselves at `path`; the file moves."""
    sha256 = hash_of(path)
    size = path.stat().st_size
    _doubt(sha256)
    _settle(path, path_of(sha256))
    return _remember(sha256, size, media_type, name, by)


def recognise(head: bytes, path: Path, allowed: Mapping[str, Recogniser]) -> str | None:
    """The first of the `allowed` media types whose recogniser knows the content; the name plays no part."""
    return next((media_type for media_type, knows in allowed.items() if knows(head, path)), None)


def verify(stored: StoredFile) -> bool:
    """Whether the bytes on the disk are still those that were stored."""
    return stored.path.is_file() and hash_of(stored.path) == stored.sha256


def hash_of(path: Path) -> str:
    """SHA-256 of a file, as hex."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def as_download(stored: StoredFile) -> Response:
    """The answer that hands the file out: always to be saved, never shown within the site."""
    answer = send_file(stored.path, mimetype=stored.media_type, as_attachment=True, download_name=stored.original_name, etag=stored.sha256)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def tidy_name(name: str) -> str:
    """The last part of a name, without what a file system or a header could misread."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(c for c in last if c.isprintable()).strip(". ") or "file"
    stem, dot, ending = printable.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return printable[:LONGEST_NAME]


# What may be evidence


def _is_pdf(head: bytes, _path: Path) -> bool:
    return b"%PDF-" in head[:1024]


def _is_png(head: bytes, _path: Path) -> bool:
    return head.startswith(b"\x89PNG\r\n\x1a\n")


def _is_jpeg(head: bytes, _path: Path) -> bool:
    return head.startswith(b"\xff\xd8\xff")


def _is_webp(head: bytes, _path: Path) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_docx(head: bytes, path: Path) -> bool:
    names = zip_names(head, path)
    return "word/document.xml" in names and not any(name.lower().endswith(("vbaproject.bin", ".exe")) for name in names)


def _is_odt(head: bytes, path: Path) -> bool:
    names = zip_names(head, path)
    is_text = b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:200] and b"opendocument.text-" not in head[:200]
    return is_text and "content.xml" in names and not any(name.startswith(("Basic/", "Scripts/")) for name in names)


def _is_mail(head: bytes, _path: Path) -> bool:
    first = re.match(rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+", head.replace(b"\r\n", b"\n"))
    fields = {line.split(b":", 1)[0].lower() for line in first[0].split(b"\n") if b":" in line} if first else set()
    return b"from" in fields and bool(fields & {b"date", b"subject", b"message-id", b"received"}) and b"\x00" not in head


def _is_text(head: bytes, path: Path) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<", b"#!", b"mz", b"%!ps")) or any(mark in start for mark in (b"<html", b"<script", b"<svg")):
        return False
    with path.open("rb") as source:
        return all(_is_legible(piece) for piece in iter(lambda: source.read(CHUNK), b""))


def _is_legible(piece: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", piece)


EVIDENCE: Mapping[str, Recogniser] = {
    "application/pdf": _is_pdf,
    "image/png": _is_png,
    "image/jpeg": _is_jpeg,
    "image/webp": _is_webp,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _is_docx,
    "application/vnd.oasis.opendocument.text": _is_odt,
    "message/rfc822": _is_mail,
    "text/plain": _is_text,
}


def zip_names(head: bytes, path: Path) -> frozenset[str]:
    """The names inside a ZIP container; none when it is not one or is broken."""
    if not head.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(path) as container:
            return frozenset(container.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


# How bytes reach the disk


def _remember(sha256: str, size: int, media_type: str, name: str, by: Author) -> StoredFile:
    stored = StoredFile(
        sha256=sha256, size=size, media_type=media_type, original_name=tidy_name(name),
        stored_at=now(), stored_by_id=by.account_id, stored_by_name=by.name,
    )  # fmt: skip
    db.session.add(stored)
    db.session.flush()
    return stored


def doubts_path() -> Path:
    """The folder that names, by hash, what was written to the disk by a unit of work not known to be committed."""
    folder = files_path() / "doubts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _doubt(sha256: str) -> None:
    """Until the commit nobody knows whether the bytes stay: `strays` removes those of a unit that was rolled back."""
    mark = doubts_path() / sha256
    mark.touch()
    after_commit(lambda: mark.unlink(missing_ok=True))


@contextmanager
def _incoming() -> Iterator[tuple[IO[bytes], Path]]:
    folder = files_path() / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, delete=False) as target:
        path = Path(target.name)
        try:
            yield target, path
        finally:
            path.unlink(missing_ok=True)


def _copy(stream: BinaryIO | IO[bytes], target: IO[bytes], limit: int) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > limit:
            raise _too_large(limit)
        digest.update(piece)
        target.write(piece)
        head = head or piece[:HEAD]
    target.flush()
    return digest.hexdigest(), size, head


def _settle(incoming: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with incoming.open("rb") as written:
        os.fsync(written.fileno())
    incoming.chmod(0o440)
    incoming.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _too_large(limit: int) -> Refused:
    message = _l("The file is too large: at most %(limit)s MB. Send a smaller file, or split it.", limit=limit // MEGABYTE)
    return Refused(message, "file")
