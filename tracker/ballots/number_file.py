"""The list of corresponding numbers as a file: which number each elector's papers bear, void ones too."""

from collections.abc import Iterator

from sqlalchemy import select

from tracker.ballots.models import CorrespondingNumber, Edition, Paper
from tracker.contests.models import Contest
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.exports import Cell, Provenance, csv_pieces

HEADINGS = ("serial", "edition", "format", "channel", "state", "membership_number", "first_name", "last_name", "issued_at", "ended_at")
ROWS_AT_ONCE = 2_000


def pieces_of(contest: Contest, said: Provenance, serial: int | None) -> Iterator[str]:
    """The file, by number; of `serial` alone where it is given."""
    query = (
        select(
            CorrespondingNumber.serial, Edition.code, Edition.format, Paper.channel, Paper.state, RollEntry.membership_number,
            RollEntry.first_name, RollEntry.last_name, Paper.issued_at, Paper.ended_at,
        )
        .join(Paper, Paper.id == CorrespondingNumber.paper_id).join(Edition, Edition.id == Paper.edition_id)
        .join(RollEntry, RollEntry.id == Paper.roll_entry_id).where(CorrespondingNumber.contest_id == contest.id)
        .order_by(CorrespondingNumber.serial)
    )  # fmt: skip
    if serial is not None:
        query = query.where(CorrespondingNumber.serial == serial)
    rows = db.session.execute(query.execution_options(yield_per=ROWS_AT_ONCE))
    yield from csv_pieces(said, HEADINGS, (_cells(tuple(row)) for row in rows))


def _cells(row: tuple[Cell, ...]) -> list[Cell]:
    return [str(cell) if isinstance(cell, str) else cell for cell in row]
