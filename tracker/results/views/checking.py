"""Counting the scrutineer's ballots again, and what differed."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.kernel.answers import Answer, attempt
from tracker.kernel.files import as_download
from tracker.kernel.formats import number
from tracker.kernel.guards import guard
from tracker.results import services
from tracker.results.counting_rules import from_data, rules_of
from tracker.results.forms import CheckForm
from tracker.results.models import Recount
from tracker.results.queries.find import open_result, recount_in, standing_result
from tracker.results.reported import is_checked
from tracker.results.services import Upload
from tracker.results.views.room import RESULT, blueprint, result_page


@blueprint.route(f"{RESULT}/checks/new", methods=["GET", "POST"])
@guard(Permission.RECORD_RESULT, contest_by_slug)
def check(contest: Contest) -> Answer:
    """A file, counted again at once."""
    result = open_result(contest) or standing_result(contest)
    if result is None:
        raise NotFound
    form = CheckForm()
    if form.validate_on_submit():
        sent = form.file.data
        upload = Upload(stream=sent.stream, name=sent.filename or "", length=request.content_length)
        worked, recount = attempt(form, lambda: services.check_ballots(current_actor(), result, form.kind.data, upload))
        if worked and recount is not None:
            flash(gettext("Counted again. Papers: %(papers)s", papers=number(recount.paper_count)), "ok")
            return redirect(url_for("results.recount", contest_slug=contest.slug, recount_id=recount.id), 303)
    checked = is_checked(result) and result.seats == 1
    return result_page("results/check.html", contest, form, result=result, is_checked=checked, rules=rules_of(contest, result))


@blueprint.get(f"{RESULT}/checks/<id:recount_id>")
@guard(Permission.READ_BALLOT, recount_in)
def recount(recount: Recount) -> Answer:
    """One file counted again: the rounds, and everything that differs from the report."""
    result = recount.result
    return result_page("results/recount.html", result.contest, recount=recount, result=result, rules=from_data(recount.rules))


@blueprint.get(f"{RESULT}/checks/<id:recount_id>/file")
@guard(Permission.READ_BALLOT, recount_in)
def recount_file(recount: Recount) -> Response:
    """The file that was counted, as it was sent."""
    return as_download(recount.stored_file)
