"""Bytes on the disk that no record speaks of: what a refused or broken upload left behind is removed a day later.

Only what was marked as doubtful when it was written is ever looked at: with a wrong database, nothing else is in danger.
"""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.files import StoredFile, doubts_path, files_path, path_of
from tracker.kernel.unit_of_work import rollback

PATIENCE = timedelta(days=1)


def remove_strays() -> int:
    """Remove the bytes of uploads never committed, and halves of uploads broken off; how many files."""
    halves = _older_ones(files_path() / "incoming")
    for path in halves:
        path.unlink(missing_ok=True)
    strays = [mark.name for mark in _older_ones(doubts_path()) if _settle_doubt(mark)]
    return len(halves) + len(strays)


def _older_ones(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*")) if _is_old(path)]


def _is_old(path: Path) -> bool:
    """Whether nobody can still be writing it. What another worker has just removed is not."""
    try:
        return path.stat().st_mtime < (now() - PATIENCE).timestamp()
    except FileNotFoundError:
        return False


def _settle_doubt(mark: Path) -> bool:
    """End one doubt; whether bytes were removed."""
    is_recorded = db.session.scalar(select(StoredFile.id).where(StoredFile.sha256 == mark.name).limit(1)) is not None
    rollback()
    removed = not is_recorded and _remove(path_of(mark.name))
    if _is_old(mark):
        mark.unlink(missing_ok=True)
    return removed


def _remove(place: Path) -> bool:
    """Take the bytes away, then look again: those sent anew in this very moment go back to their place."""
    aside = place.with_suffix(".stray")
    try:
        place.rename(aside)
    except FileNotFoundError:
        return False
    if not _is_old(aside):
        aside.rename(place)
        return False
    aside.unlink(missing_ok=True)
    return True
