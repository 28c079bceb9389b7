"""Post that came back: by the references on the letters, typed or in a file."""

from collections.abc import Iterable
from typing import Any

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt, page
from tracker.kernel.errors import Refused
from tracker.kernel.files import store_upload
from tracker.kernel.guards import guard
from tracker.kernel.imports.names import same_name
from tracker.kernel.imports.services import ANYTHING
from tracker.kernel.imports.tables import open_table
from tracker.mailings import services
from tracker.mailings.forms import ReturnedForm
from tracker.mailings.services import Returned
from tracker.mailings.views.room import LIST, blueprint

COLUMN = "reference"


@blueprint.route(f"{LIST}/returned", methods=["GET", "POST"])
@guard(Permission.RESOLVE_DELIVERIES, contest_by_slug)
def returned(contest: Contest) -> Answer:
    """Record letters that came back, and say which of the references were letters of ours."""
    form, told = ReturnedForm(), None
    if form.validate_on_submit():
        _worked, told = attempt(form, lambda: _record(contest, form))
    if told is None:
        return page("mailings/returned.html", form, contest=contest, tab="mailings", told=None)
    return page("mailings/returned.html", None, contest=contest, tab="mailings", told=told)


def _record(contest: Contest, form: ReturnedForm) -> Returned:
    typed = (form.references.data or "").splitlines()
    sent = form.file.data
    listed = _references_in(sent) if getattr(sent, "filename", "") else []
    return services.record_returned(current_actor(), contest, [*typed, *listed], form.reason.data)


def _references_in(sent: Any) -> Iterable[str]:
    """The references in a file: its column of that name, or its only one. Raises Refused."""
    try:
        stored = store_upload(sent.stream, sent.filename, ANYTHING, current_actor())
        table = open_table(stored.path, {COLUMN})
    except Refused as refusal:
        raise Refused(refusal.message, "file") from refusal
    names = [same_name(column) for column in table.columns]
    place = names.index(COLUMN) if COLUMN in names else 0
    return [cells[place] for _number, cells in table.rows()]
