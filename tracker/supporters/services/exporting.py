"""A list leaves: only with the right to export, for a reason, with a line in the history and a name in the file."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from flask_babel import gettext as _

from tracker.access.actor import Actor
from tracker.access.can import can, require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.kernel import history
from tracker.kernel.addresses import slug_of
from tracker.kernel.clock import now, today
from tracker.kernel.exports import Cell, ExportFormat, Provenance, csv_pieces, write_xlsx
from tracker.kernel.i18n import current_locale
from tracker.kernel.words import words_of
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter
from tracker.supporters.queries.filters import Filters
from tracker.supporters.queries.listing import count, export_rows
from tracker.supporters.services.telling import refuse_without_reason

PIECE = 64 * 1024

Column = tuple[str, Callable[[Supporter], Cell]]


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
    columns = _columns(can(actor, Permission.READ_SUPPORTER_NOTES, candidacy))
    headings = [str(heading) for heading, _cell in columns]
    rows = ([cell(supporter) for _heading, cell in columns] for supporter in export_rows(candidacy, filters))
    name = f"supporters-{slug_of(candidacy.name)}-{today().isoformat()}.{form}"
    if form is ExportFormat.XLSX:
        return name, _xlsx(provenance, headings, rows)
    pieces = csv_pieces(provenance, headings, rows)
    first = next(pieces)  # written now, in the language of the page; the others follow when the request is over
    return name, (piece.encode() for piece in chain([first], pieces))


def _xlsx(provenance: Provenance, headings: list[str], rows: Iterator[list[Cell]]) -> Iterator[bytes]:
    """A workbook is written to a file first, for it begins with what comes last; the file is gone when it has been read."""
    with TemporaryDirectory(prefix="tracker-export-") as folder:
        path = Path(folder) / "supporters.xlsx"
        write_xlsx(path, provenance, headings, rows)
        file = path.open("rb")
    return _read_out(file)


def _read_out(file: BinaryIO) -> Iterator[bytes]:
    with file:
        yield from iter(partial(file.read, PIECE), b"")


def _columns(with_notes: bool) -> list[Column]:
    """Each heading with what stands under it, in the language of the page."""
    words = {member: str(wording) for kind in (SupporterCategory, ConsentState) for member, wording in words_of(kind).items()}
    council = "name_cy" if current_locale() == "cy" else "name_en"
    columns: list[Column] = [
        (_("Name"), attrgetter("name")), (_("Category"), lambda supporter: words[supporter.category]), (_("Office"), attrgetter("office")),
        (_("Council area"), lambda supporter: getattr(supporter.area, council, "")), (_("Ward"), attrgetter("ward")),
        (_("E-mail"), attrgetter("email")), (_("Supported on"), attrgetter("supported_on")),
        (_("Naming"), lambda supporter: words[supporter.consent]), (_("Source"), attrgetter("source")),
    ]  # fmt: skip
    return [*columns, (_("Note"), attrgetter("note"))] if with_notes else columns
