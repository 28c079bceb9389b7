"""A list leaves: only with the right to export, for a reason, with a line in the history and a name in the file."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from flask_babel import gettext as _

from tracker.access.actor import Actor
from tracker.access.can import can, require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.kernel import history
from tracker.kernel.addresses import slug_of
from tracker.kernel.clock import now, today
from tracker.kernel.exports import Cell, ExportFormat, Provenance, csv_pieces, write_xlsx
from tracker.kernel.words import word
from tracker.supporters.models import Supporter
from tracker.supporters.queries.filters import Filters
from tracker.supporters.queries.listing import count, export_rows
from tracker.supporters.services.telling import refuse_without_reason

PIECE = 64 * 1024


def export(actor: Actor, candidacy: Candidacy, filters: Filters, form: ExportFormat, reason: str) -> tuple[str, Iterator[bytes]]:
    """The candidate's list as a file: its name, and its content in pieces. Written in the history before a row leaves."""
    require(actor, Permission.EXPORT_SUPPORTERS, candidacy)
    refuse_without_reason(reason)
    wanted = {name: (None, value) for name, value in vars(filters).items() if value not in (None, "") and name != "text"}
    if filters.text:
        wanted["text"] = (None, "…")
    history.record(
        actor, "supporters.exported", candidacy, reason=reason, contest_id=candidacy.contest_id, candidacy_id=candidacy.id,
        difference={"rows": (None, count(candidacy, filters)), "format": (None, form), **wanted},
    )  # fmt: skip
    provenance = Provenance(
        title=f"{_('Supporters')}: {candidacy.name}", exported_by=actor.name, exported_at=now(), reason=reason
    )
    with_notes = can(actor, Permission.READ_SUPPORTER_NOTES, candidacy)
    headings = _headings(with_notes)
    rows = (_row(supporter, with_notes) for supporter in export_rows(candidacy, filters))
    name = f"supporters-{slug_of(candidacy.name)}-{today().isoformat()}.{form}"
    if form is ExportFormat.CSV:
        return name, (piece.encode() for piece in csv_pieces(provenance, headings, rows))
    return name, _xlsx(provenance, headings, rows)


def _xlsx(provenance: Provenance, headings: list[str], rows: Iterator[list[Cell]]) -> Iterator[bytes]:
    """A workbook is written to a file first, for it begins with what comes last."""
    with TemporaryDirectory(prefix="tracker-export-") as folder:
        path = Path(folder) / "supporters.xlsx"
        write_xlsx(path, provenance, headings, rows)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _headings(with_notes: bool) -> list[str]:
    headings = [
        _("Name"), _("Category"), _("Office"), _("Council area"), _("Ward"), _("E-mail"), _("Supported on"),
        _("May be named"), _("Source"),
    ]  # fmt: skip
    return [*headings, _("Note")] if with_notes else headings


def _row(supporter: Supporter, with_notes: bool) -> list[Cell]:
    row: list[Cell] = [
        supporter.name, str(word(supporter.category)), supporter.office, supporter.area.name if supporter.area else "",
        supporter.ward, supporter.email, supporter.supported_on, str(word(supporter.consent)), supporter.source,
    ]  # fmt: skip
    return [*row, supporter.note] if with_notes else row
