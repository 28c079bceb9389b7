"""What every installation stands on: database, disk, queue, clock, history, and mail to single people."""

import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

from flask import current_app
from sqlalchemy import Select, func, select, text

from config import Settings
from tracker.extensions import db
from tracker.kernel import jobs
from tracker.kernel.clock import LONDON, local, now
from tracker.kernel.doctor.findings import Finding, check, fine, ill, poorly
from tracker.kernel.history import NO_HASH, HistoryEntry, HistoryHead
from tracker.kernel.imports.models import ImportRun
from tracker.kernel.imports.states import WORKING
from tracker.kernel.outbox import OutgoingMail
from tracker.kernel.schema import is_at_head

GIGABYTE = 1024**3
ROOM_WANTED, ROOM_NEEDED = 2 * GIGABYTE, GIGABYTE // 4
CLOCKS_APART = timedelta(seconds=5)
A_WHILE, LONG = timedelta(minutes=5), timedelta(hours=1)
MANY_WAITING = 1000
NO_WORKER = "See that `flask worker` runs (`flask serve` starts one) and what it says."


@check("database")
def database() -> Iterator[Finding]:
    """Reachable, at the newest migration, and of one mind about the time."""
    begun = time.perf_counter()
    is_newest = is_at_head(db.session.connection())
    kind = db.engine.dialect.name
    if is_newest:
        yield fine("database", f"{kind}, at the newest migration; answered in {(time.perf_counter() - begun) * 1000:.0f} ms")
    else:
        yield ill("database", f"{kind}, not at the newest migration", "Run `flask db upgrade`.")
    if kind == "postgresql":
        theirs: datetime = db.session.execute(text("SELECT now()")).scalar_one()
        if abs(theirs - now()) > CLOCKS_APART:
            yield poorly("clock", f"the database says {theirs:%H:%M:%S} UTC, this machine {now():%H:%M:%S}", "Set both by a time server.")


@check("disk")
def disk() -> Iterator[Finding]:
    """Room where files are written, and leave to write them."""
    settings: Settings = current_app.config["SETTINGS"]
    for folder in dict.fromkeys((settings.instance_path, settings.files_path)):
        yield _room_in(folder)


def _room_in(folder: Path) -> Finding:
    probe = folder / ".doctor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return ill("disk", f"nothing can be written in {folder}: {error.strerror}", "Mend its permissions, or make room.")
    free = shutil.disk_usage(folder).free
    said = f"{free / GIGABYTE:.1f} GB free in {folder}"
    if free < ROOM_NEEDED:
        return ill("disk", said, "Make room: imports and letters stop when the disk is full.")
    return fine("disk", said) if free >= ROOM_WANTED else poorly("disk", said, "Make room soon.")


@check("clock")
def clock() -> Iterator[Finding]:
    """The time in London, which every deadline is told in."""
    try:
        yield fine("clock", f"{local(now()):%A %d %B %Y, %H:%M:%S} in London ({LONDON.key})")
    except ZoneInfoNotFoundError:
        yield ill("clock", "this system does not know the time in London", "Install the time zone data (tzdata).")


@check("queue")
def queue() -> Iterator[Finding]:
    """Whether it can be reached, and how much waits in it."""
    waiting = current_app.extensions[jobs.EXTENSION].pending_count()
    if waiting > MANY_WAITING:
        yield poorly("queue", f"{waiting} jobs wait", NO_WORKER)
    else:
        yield fine("queue", f"{waiting} jobs wait")


@check("imports")
def imports() -> Iterator[Finding]:
    """Files a worker should be reading."""
    stuck = select(func.count()).where(ImportRun.state.in_(WORKING), ImportRun.queued_at < now() - LONG)
    if count := _count(stuck):
        yield poorly("imports", f"{count} began more than an hour ago and did not end", NO_WORKER)
    else:
        yield fine("imports", "none is stuck")


@check("single messages")
def single_messages() -> Iterator[Finding]:
    """Invitations, password links and the like."""
    late = select(func.count()).where(OutgoingMail.next_try_at < now() - A_WHILE)
    given_up = select(func.count()).where(OutgoingMail.given_up_at > now() - timedelta(days=7))
    if count := _count(late):
        yield poorly("single messages", f"{count} should have been sent minutes ago", NO_WORKER)
    elif count := _count(given_up):
        yield poorly("single messages", f"{count} were given up in the last week", "`flask doctor mail` looks at the mail server.")
    else:
        yield fine("single messages", "none is late")


@check("history")
def history() -> Iterator[Finding]:
    """Whether its newest entry is the one remembered. `flask history verify` reads it all."""
    newest = db.session.scalar(select(HistoryEntry.hash).order_by(HistoryEntry.id.desc()).limit(1)) or NO_HASH
    if newest == (db.session.scalar(select(HistoryHead.hash)) or NO_HASH):
        yield fine("history", "ends with the entry that is remembered")
    else:
        yield ill("history", "its newest entries are missing", "Run `flask history verify`.")


def _count(query: Select[int]) -> int:
    return db.session.scalar(query) or 0
