"""Writing what a mailing says, in both languages side by side."""

from typing import Any

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.errors import Refused
from tracker.kernel.files import EVIDENCE, store_upload
from tracker.kernel.guards import guard
from tracker.mailings import services
from tracker.mailings.contents import PLACEHOLDERS, disparities, fields_of
from tracker.mailings.forms import WritingForm
from tracker.mailings.models import Mailing, MailingContent
from tracker.mailings.queries.find import mailing_in
from tracker.mailings.views.room import ONE, address, blueprint, mailing_page

PICTURES = {kind: recognise for kind, recognise in EVIDENCE.items() if kind in {"image/png", "image/jpeg"}}


@blueprint.route(f"{ONE}/write", methods=["GET", "POST"])
@guard(Permission.EDIT_MAILING, mailing_in)
def write(mailing: Mailing) -> Answer:
    """The next version of the text."""
    stored = mailing.content
    form = WritingForm(data={**(fields_of(stored) if stored else {}), "version": mailing.content_number})
    if form.validate_on_submit():
        worked, _content = attempt(form, lambda: _store(mailing, form))
        if worked:
            return done(gettext("Saved."), address(mailing))
    written = [(f"(({name}))", words) for name, words in PLACEHOLDERS.items()]
    return mailing_page("mailings/write.html", mailing, form, placeholders=written, disparities=disparities(mailing))


def _store(mailing: Mailing, form: WritingForm) -> MailingContent:
    said: dict[str, Any] = form.said()
    sent = form.signature.data
    if getattr(sent, "filename", ""):
        said["signature_id"] = _picture(sent)
    return services.write(current_actor(), mailing, said, number=form.expected_version)


def _picture(sent: Any) -> int:
    """The number of the signature's picture, kept. Raises Refused."""
    try:
        return store_upload(sent.stream, sent.filename, PICTURES, current_actor()).id
    except Refused as refusal:
        raise Refused(refusal.message, "signature") from refusal
