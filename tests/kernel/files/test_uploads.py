"""Uploads: known by their content, counted while they come, kept under their hash, handed out as downloads."""

import hashlib
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import func, select

from tests.kernel.imports.room import OFFICER
from tests.shared_data import shared_data
from tests.support.client import PageClient
from tracker.extensions import db
from tracker.kernel.errors import Refused
from tracker.kernel.files import (
    CHUNK,
    EVIDENCE,
    MEGABYTE,
    StoredFile,
    as_download,
    files_path,
    store_upload,
    tidy_name,
    upload_limit,
    verify,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)


def archive(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in [first] if first else []:
            made.writestr(name, content)
        for name in names:
            made.writestr(name, b"x")
    return target.getvalue()


ODT = ("mimetype", b"application/vnd.oasis.opendocument.text")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = shared_data("bad_inputs", "bounces_flufl", "dsn_01.txt").read_bytes()


def store(content: bytes, name: str = "minutes.pdf", **more) -> StoredFile:
    return store_upload(BytesIO(content), name, EVIDENCE, OFFICER, **more)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (archive("[Content_Types].xml", "word/document.xml"), WORD),
        (archive("content.xml", first=ODT), "application/vnd.oasis.opendocument.text"),
        (MAIL, "message/rfc822"),
        ("Cyfarfod: Tŷ Ffug\nUnanimous.\n".encode(), "text/plain"),
    ],
    ids=["pdf", "png", "jpeg", "webp", "docx", "odt", "eml", "text"],
)
def test_evidence_is_known_by_its_content_whatever_its_name(session, content: bytes, media_type: str) -> None:
    stored = store(content, "anything.exe")
    assert (stored.media_type, stored.size, stored.sha256) == (
        media_type,
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    assert stored.path.read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"\xef\xbb\xbf \n<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"Hello <script>alert(1)</script>",
        b"MZ\x90\x00" + bytes(60),
        b"\x7fELF" + bytes(60),
        b"#!/bin/sh\nrm -rf /\n",
        b"GIF89a" + bytes(30),
        b"plain text, then\x00a nul",
        b"text " * 20_000 + b"\x00",
        archive("word/document.xml", "word/vbaProject.bin"),
        archive("content.xml", "Basic/Standard/Module1.xml", first=ODT),
        archive("anything.txt"),
        b"PK\x03\x04 broken",
    ],
    ids=[
        "empty",
        "html",
        "svg",
        "script",
        "exe",
        "elf",
        "shell",
        "gif",
        "nul",
        "late-nul",
        "docm",
        "odt-macro",
        "zip",
        "broken-zip",
    ],
)
def test_what_is_no_evidence_is_refused_and_leaves_nothing(session, content: bytes) -> None:
    with pytest.raises(Refused):
        store(content, "minutes.pdf")
    assert db.session.scalar(select(func.count(StoredFile.id))) == 0
    assert list((files_path() / "incoming").glob("*")) == []


def test_a_file_over_the_limit_is_refused_by_its_declared_length_before_reading(session) -> None:
    stream = BytesIO(PNG)
    with pytest.raises(Refused, match="too large"):
        store_upload(stream, "a.png", EVIDENCE, OFFICER, content_length=upload_limit() + 1)
    assert stream.tell() == 0


def test_a_file_over_the_limit_is_refused_by_counting_when_it_lies(session) -> None:
    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            self.given += size
            return PNG[:8] + bytes(size - 8)

    endless = Endless()
    with pytest.raises(Refused, match="too large"):
        store_upload(endless, "a.png", EVIDENCE, OFFICER, content_length=100)
    assert endless.given <= upload_limit() + CHUNK
    assert list((files_path() / "incoming").glob("*")) == []


def test_the_same_content_twice_is_kept_once_and_remembered_twice(session) -> None:
    first, second = store(PNG, "one.png"), store(PNG, "two.png")
    assert (first.path, first.original_name, second.original_name) == (second.path, "one.png", "two.png")


def test_changed_bytes_on_the_disk_are_found_out(session) -> None:
    stored = store(b"%PDF-1.4 the minutes")
    assert verify(stored)
    stored.path.chmod(0o600)
    stored.path.write_bytes(b"%PDF-1.4 other minutes")
    assert not verify(stored)
    stored.path.unlink()
    assert not verify(stored)


def test_a_file_is_handed_out_as_a_download_that_nothing_interprets(app, session) -> None:
    stored = store(b"%PDF-1.4 minutes", 'cofnodion "Tŷ".pdf')
    with app.test_request_context(), as_download(stored) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\nia\\cofnodion.pdf", "cofnodion.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("", "file"),
        ("...", "file"),
        ("ŵ" * 400 + ".pdf", "ŵ" * 196 + ".pdf"),
    ],
)
def test_names_lose_what_a_system_could_misread(given: str, kept: str) -> None:
    assert tidy_name(given) == kept


def test_a_request_over_the_limit_is_told_the_limit(session, client: PageClient) -> None:
    said = {"CONTENT_LENGTH": str(upload_limit() + 2 * MEGABYTE), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = client.post("/sign-in", environ_overrides=said)
    assert answer.status_code == 413
    assert "at most 25 MB" in answer.text
