"""Taking the list away as a file."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, request

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.endorsements import services
from tracker.endorsements.forms import ExportForm, FilterForm
from tracker.endorsements.services.exports import HEADINGS
from tracker.endorsements.views.room import attempt, blueprint, page
from tracker.kernel.answers import Answer
from tracker.kernel.exports import CSV_TYPE, XLSX_TYPE, Cell, ExportFormat, Provenance, csv_pieces, write_xlsx
from tracker.kernel.guards import guard


@blueprint.route("/contests/<slug:contest_slug>/endorsements/export", methods=["GET", "POST"])
@guard(Permission.EXPORT_ENDORSEMENTS, contest_by_slug)
def export(contest: Contest) -> Answer:
    """The list by the filters in the address, as a file that says who took it and why."""
    chosen = FilterForm(request.args)
    chosen.offer(contest)
    filters, form = chosen.filters(contest), ExportForm()
    if form.validate_on_submit():
        kind = ExportFormat(form.kind.data)
        worked, found = attempt(
            form, lambda: services.export(current_actor(), contest, filters, kind, form.reason.data or "")
        )
        if worked and found:
            return _file(kind, f"endorsements-{contest.slug}", *found)
    return page("endorsements/export.html", contest, form, filters=filters)


def _file(kind: ExportFormat, name: str, provenance: Provenance, rows: Sequence[Sequence[Cell]]) -> Response:
    content = (
        "".join(csv_pieces(provenance, HEADINGS, rows)).encode()
        if kind is ExportFormat.CSV
        else _xlsx(provenance, rows)
    )
    answer = Response(content, mimetype=CSV_TYPE if kind is ExportFormat.CSV else XLSX_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    return answer


def _xlsx(provenance: Provenance, rows: Sequence[Sequence[Cell]]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_xlsx(path, provenance, HEADINGS, rows)
        return path.read_bytes()
