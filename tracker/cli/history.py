"""`flask history`: is the record of what was done still whole?"""

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from tracker.extensions import db
from tracker.kernel.history import NO_HASH, HistoryEntry, HistoryHead, first_broken_entry

REPAIR = (
    "Nothing here mends it: an entry that is rewritten proves nothing. Compare with a backup from before, entry by entry "
    "from that number on, keep both, and find out who can write to the database besides Tracker."
)

history = AppGroup("history", help="The record of what was done.")


@history.command("verify")
def verify() -> None:
    """Check every entry against its hash and the one before; exit status 1 when the chain is broken."""
    broken = first_broken_entry()
    if broken:
        raise click.ClickException(f"entry {broken.id} of {broken.at:%Y-%m-%d %H:%M} UTC does not follow from the one before.\n{REPAIR}")
    count = db.session.scalar(select(func.count()).select_from(HistoryEntry)) or 0
    newest = db.session.scalar(select(HistoryEntry.hash).order_by(HistoryEntry.id.desc()).limit(1)) or NO_HASH
    head = db.session.scalar(select(HistoryHead.hash)) or NO_HASH
    if newest != head:
        raise click.ClickException(f"the newest entries are missing: {count} are left, and the last is not the one remembered.\n{REPAIR}")
    click.echo(f"The history holds: {count} entries, each following from the one before. Newest: {newest}")
