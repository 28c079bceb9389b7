"""Letterboxes: each message read once, the oldest first."""

import mailbox
import os
from pathlib import Path

from tracker.mailings.reports import waiting


def take(path: Path) -> list[bytes]:
    found = []
    for one in waiting(path):
        found.append(one.raw.strip())
        one.put_aside()
    return found


def test_a_folder_is_emptied_into_read(tmp_path: Path) -> None:
    for age, name in ((10, "b.eml"), (20, "a.eml")):
        (tmp_path / name).write_bytes(name.encode())
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    (tmp_path / ".hidden").write_text("no message")
    assert take(tmp_path) == [b"a.eml", b"b.eml"]
    assert take(tmp_path) == []
    assert (tmp_path / "read" / "a.eml").exists()


def test_a_maildir_keeps_what_was_seen(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "reports")
    box.add(b"Subject: one\n\nText")
    assert [raw[:12] for raw in take(tmp_path / "reports")] == [b"Subject: one"]
    assert take(tmp_path / "reports") == []
    assert [message.get_flags() for message in mailbox.Maildir(tmp_path / "reports")] == ["S"]


def test_an_mbox_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "reports.mbox"
    box = mailbox.mbox(path)
    box.add(b"Subject: one\n\nText")
    box.add(b"Subject: two\n\nText")
    box.close()
    before = path.read_bytes()
    assert [raw[:12] for raw in take(path)] == [b"Subject: one", b"Subject: two"]
    assert path.read_bytes() == before
