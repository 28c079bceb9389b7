"""The recipients of a mailing leave as a file: with the right to, for a reason, with a line in the history."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.exports import Cell, ExportFormat, Provenance, csv_pieces, write_xlsx
from tracker.kernel.words import word
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.queries.deliveries import SORTS, Asked, listed

history.sentences(**{"deliveries.exported": _l("Recipients of a mailing taken away as a file: %(subject)s")})
PIECE = 64 * 1024
ROWS_AT_ONCE = 1000


def export_recipients(actor: Actor, mailing: Mailing, asked: Asked, form: ExportFormat, reason: str) -> tuple[str, Iterator[bytes]]:
    """The file's name, and its content in pieces. Written in the history before a row leaves. Raises Refused."""
    require(actor, Permission.EXPORT_RECIPIENTS, mailing)
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history and in the file."), "reason")
    query = listed(mailing, asked)
    count = db.session.scalar(select(func.count()).select_from(query.subquery()))
    history.record(
        actor, "deliveries.exported", mailing, reason=reason, contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id,
        difference={"rows": (None, count), "format": (None, form)},
    )  # fmt: skip
    provenance = Provenance(
        title=f"{gettext('Recipients')}: {mailing.title}", exported_by=actor.name, exported_at=now(), reason=reason
    )
    headings = [
        gettext("Reference"), gettext("Membership number"), gettext("Name"), gettext("E-mail"), gettext("State"), gettext("Reason"),
        gettext("What was answered"), gettext("When"), gettext("Tries"),
    ]  # fmt: skip
    ordered = query.order_by(*SORTS["name"]).execution_options(yield_per=ROWS_AT_ONCE)
    rows = [_row(delivery) for delivery in db.session.scalars(ordered)]
    name = f"recipients-{mailing.contest.slug}-{mailing.number}.{form.value}"
    if form is ExportFormat.XLSX:
        return name, _xlsx(provenance, headings, rows)
    return name, (piece.encode() for piece in csv_pieces(provenance, headings, rows))


def _row(delivery: Delivery) -> list[Cell]:
    entry = delivery.entry
    return [
        delivery.reference, entry.membership_number, entry.name, entry.email, str(word(delivery.state)), str(word(delivery.skip_reason)),
        delivery.answer, delivery.answered_at, delivery.attempts,
    ]  # fmt: skip


def _xlsx(provenance: Provenance, headings: list[str], rows: list[list[Cell]]) -> Iterator[bytes]:
    """A workbook is written to a file first, which is gone when it has been read."""
    with TemporaryDirectory(prefix="tracker-export-") as folder:
        path = Path(folder) / "recipients.xlsx"
        write_xlsx(path, provenance, headings, rows)
        with path.open("rb") as file:
            yield from iter(partial(file.read, PIECE), b"")
