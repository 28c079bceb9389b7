"""What became of each recipient, and the decisions only a person takes."""

from flask import Response, request
from flask_babel import ngettext
from werkzeug.http import dump_options_header

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.exports import CSV_TYPE, XLSX_TYPE, ExportFormat
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing
from tracker.mailings.forms.deliveries import AgainForm, DecisionForm, RecipientsExportForm, RecipientsFilter
from tracker.mailings.models import Mailing
from tracker.mailings.queries import deliveries as queries
from tracker.mailings.queries.deliveries import Asked
from tracker.mailings.queries.find import mailing_in
from tracker.mailings.services import exporting, sending
from tracker.mailings.views.room import ONE, address, blueprint, mailing_page
from tracker.rules.mailings import DeliveryState, MailingState

LIST = f"{ONE}/recipients"
MOST_TO_CHOOSE_FROM = 100
TYPES = {ExportFormat.CSV: CSV_TYPE, ExportFormat.XLSX: XLSX_TYPE}


@blueprint.get(LIST)
@guard(Permission.READ_MAILING, mailing_in)
def recipients(mailing: Mailing) -> Answer:
    """The count that adds up for everybody who may see the mailing; the names for those who may see recipients."""
    form, found = RecipientsFilter(request.args), queries.tally(mailing)
    may_see = can(current_actor(), Permission.READ_RECIPIENTS, mailing)
    rows = listing(queries.listed(mailing, form.asked()), queries.SORTS, "name") if may_see else None
    is_sending = mailing.state is MailingState.SENDING
    return mailing_page(
        "mailings/recipients.html", mailing, form, tally=found, rows=rows, query=_asked_for(), sending_is_on=sending.is_on(),
        minutes_left=queries.minutes_left(mailing, found) if is_sending else None, next_try_at=queries.next_try_at(mailing),
    )  # fmt: skip


@blueprint.route(f"{LIST}/unknown", methods=["GET", "POST"])
@guard(Permission.RESOLVE_DELIVERIES, mailing_in)
def decide(mailing: Mailing) -> Answer:
    """What is to become of those whose outcome a crash or a lost connection left open."""
    unknown = queries.listed(mailing, Asked(state=DeliveryState.UNKNOWN)).order_by(*queries.SORTS["name"])
    shown = db.session.scalars(unknown.limit(MOST_TO_CHOOSE_FROM)).all()
    form = DecisionForm()
    form.offer([(str(one.id), f"{one.entry.name} <{one.entry.email}> {one.reference}") for one in shown])
    if form.validate_on_submit():
        worked, count = attempt(form, lambda: _decide(mailing, form))
        if worked and count:
            said = ngettext("Decided for %(num)s recipient.", "Decided for %(num)s recipients.", count)
            return done(said, address(mailing, "recipients"))
    total = queries.tally(mailing).of(DeliveryState.UNKNOWN)
    return mailing_page("mailings/decide.html", mailing, form, shown=shown, total=total)


def _decide(mailing: Mailing, form: DecisionForm) -> int:
    actor, resolution, reason = current_actor(), form.resolution.data, form.reason.data or ""
    if form.all_of_them.data:
        return sending.decide_all(actor, mailing, resolution, reason)
    return sending.decide(actor, mailing, [int(chosen) for chosen in form.which.data or []], resolution, reason)


@blueprint.route(f"{LIST}/again", methods=["GET", "POST"])
@guard(Permission.RESOLVE_DELIVERIES, mailing_in)
def try_again(mailing: Mailing) -> Answer:
    """Try those the server refused once more: it certainly did not take them."""
    form = AgainForm()
    if form.validate_on_submit():
        worked, count = attempt(form, lambda: sending.try_again(current_actor(), mailing, form.reason.data or ""))
        if worked and count:
            said = ngettext("Planned again: %(num)s recipient.", "Planned again: %(num)s recipients.", count)
            return done(said, address(mailing, "recipients"))
    return mailing_page("mailings/again.html", mailing, form, total=queries.tally(mailing).of(DeliveryState.FAILED))


@blueprint.route(f"{LIST}/export", methods=["GET", "POST"])
@guard(Permission.EXPORT_RECIPIENTS, mailing_in)
def export_recipients(mailing: Mailing) -> Answer:
    """Ask for the reason, then hand the file out; the filters are those of the address, as on screen."""
    form, asked = RecipientsExportForm(), RecipientsFilter(request.args).asked()
    if form.validate_on_submit():
        kind = ExportFormat(form.format.data)
        worked, made = attempt(
            form, lambda: exporting.export_recipients(current_actor(), mailing, asked, kind, form.reason.data or "")
        )
        if worked and made:
            answer = Response(made[1], content_type=TYPES[kind])
            answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": made[0]})
            answer.headers["Cache-Control"] = "private, no-store"
            return answer
    return mailing_page("mailings/export_recipients.html", mailing, form, query=_asked_for())


def _asked_for() -> dict[str, str]:
    """The filters of the address, to take along."""
    return {name: given for name in ("text", "state", "reason") if (given := request.args.get(name))}
