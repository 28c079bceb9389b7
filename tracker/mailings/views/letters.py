"""Letters on paper: made, handed over, confirmed by the mailing house."""

from flask import jsonify
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.clock import today
from tracker.kernel.files import StoredFile, as_download
from tracker.kernel.guards import guard
from tracker.mailings import services
from tracker.mailings.forms import ConfirmForm
from tracker.mailings.models import HouseConfirmation, Mailing, PrintFile, PrintRun
from tracker.mailings.queries.find import mailing_in
from tracker.mailings.queries.letters import confirmations, runs
from tracker.mailings.services.house import confirmed, letters_made
from tracker.mailings.services.printing import letters_done, why_failed
from tracker.mailings.views.room import ONE, address, blueprint, mailing_page
from tracker.rules.mailings import HouseAct, MailingState


def letter_mailing(contest_slug: str, number: int) -> Mailing:
    """The letter of that number, within its contest. Raises NotFound, for an e-mail too."""
    mailing = mailing_in(contest_slug, number)
    if not mailing.is_letter:
        raise NotFound
    return mailing


@blueprint.route(f"{ONE}/letters", methods=["GET", "POST"])
@guard(Permission.READ_MAILING, letter_mailing)
def letters(mailing: Mailing) -> Answer:
    """The print files, how far they are, and what the mailing house said of them; here its word is recorded."""
    made = letters_made(mailing)
    form = None
    if mailing.state is MailingState.READY and can(current_actor(), Permission.SEND_MAILING, mailing):
        form = ConfirmForm(data={"done_on": today(), "act": HouseAct.POSTED, "quantity": made - confirmed(mailing, HouseAct.POSTED)})
        if form.validate_on_submit() and _confirm(mailing, form):
            return done(gettext("Recorded."), address(mailing, "letters"))
    failed = why_failed(mailing.paused_reason) if mailing.state is MailingState.FAILED else None
    return mailing_page(
        "mailings/letters.html", mailing, form, made=made, runs=runs(mailing), confirmations=confirmations(mailing), failed=failed,
        done_so_far=letters_done(mailing.id) if mailing.state is MailingState.RENDERING else 0,
        posted=confirmed(mailing, HouseAct.POSTED), may_send=can(current_actor(), Permission.SEND_MAILING, mailing),
    )  # fmt: skip


def _confirm(mailing: Mailing, form: ConfirmForm) -> bool:
    def record() -> HouseConfirmation:
        return services.confirm(
            current_actor(), mailing, form.act.data, done_on=form.done_on.data, quantity=form.quantity.data,
            said_by=form.said_by.data or "", note=form.note.data or "",
        )  # fmt: skip

    return attempt(form, record)[0]


@blueprint.get(f"{ONE}/letters/progress")
@guard(Permission.READ_MAILING, letter_mailing)
def letters_progress(mailing: Mailing) -> Response:
    """How far the letters are, for the progress bar."""
    working = mailing.state is MailingState.RENDERING
    made = letters_done(mailing.id) if working else letters_made(mailing)
    return jsonify(working=working, state=mailing.state.value, total=mailing.recipient_count or 0, done=made)


@blueprint.get(f"{ONE}/letters/files/<id:file_id>")
@guard(Permission.SEND_MAILING, letter_mailing)
def print_file(mailing: Mailing, file_id: int) -> Response:
    """One print file, for the mailing house."""
    query = select(PrintFile).join(PrintFile.print_run).where(PrintRun.mailing_id == mailing.id, PrintFile.id == file_id)
    found = db.session.scalars(query).one_or_none()
    return _handed_out(mailing, found.file if found else None)


@blueprint.get(f"{ONE}/letters/manifests/<id:run_id>")
@guard(Permission.SEND_MAILING, letter_mailing)
def manifest(mailing: Mailing, run_id: int) -> Response:
    """The list of every letter: reference, sheets and service."""
    query = select(PrintRun).where(PrintRun.mailing_id == mailing.id, PrintRun.id == run_id)
    found = db.session.scalars(query).one_or_none()
    return _handed_out(mailing, found.manifest if found else None)


def _handed_out(mailing: Mailing, file: StoredFile | None) -> Response:
    if file is None:
        raise NotFound
    return as_download(services.take_file(current_actor(), mailing, file))
