"""A list leaves as a file."""

from flask import Response
from werkzeug.http import dump_options_header

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.contests.queries import candidacy_in
from tracker.kernel.answers import Answer, attempt
from tracker.kernel.exports import CSV_TYPE, XLSX_TYPE, ExportFormat
from tracker.kernel.guards import guard
from tracker.supporters import services
from tracker.supporters.forms import ExportForm
from tracker.supporters.queries.listing import count
from tracker.supporters.views.lists import asked, filter_form
from tracker.supporters.views.room import LIST, blueprint, list_page

TYPES = {ExportFormat.CSV: CSV_TYPE, ExportFormat.XLSX: XLSX_TYPE}


@blueprint.route(f"{LIST}/export", methods=["GET", "POST"])
@guard(Permission.EXPORT_SUPPORTERS, candidacy_in)
def export(candidacy: Candidacy) -> Answer:
    """Ask for the reason, then hand the file out; the filters are those of the address, as on screen."""
    form, filters = ExportForm(), filter_form(candidacy).filters()
    if form.validate_on_submit():
        kind = ExportFormat(form.format.data)
        worked, made = attempt(form, lambda: services.export(current_actor(), candidacy, filters, kind, form.reason.data or ""))
        if worked and made:
            name, pieces = made
            answer = Response(pieces, content_type=TYPES[kind])
            answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
            answer.headers["Cache-Control"] = "private, no-store"
            return answer
    return list_page("supporters/export.html", candidacy, form, total=count(candidacy, filters), query=asked())
