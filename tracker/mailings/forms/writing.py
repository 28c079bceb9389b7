"""What a mailing says, in both languages side by side."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, StringField, TextAreaField
from wtforms.validators import Optional

from tracker.kernel.forms import TrackerForm
from tracker.mailings.contents import FIELDS


class WritingForm(TrackerForm):
    """One version of the text, each part of it in both languages."""

    subject_en = StringField(_l("Subject, in English"), [Optional()])
    subject_cy = StringField(_l("Subject, in Welsh"), [Optional()])
    salutation_en = StringField(_l("Salutation, in English"), [Optional()])
    salutation_cy = StringField(_l("Salutation, in Welsh"), [Optional()])
    body_en = TextAreaField(_l("Text, in English"), [Optional()])
    body_cy = TextAreaField(_l("Text, in Welsh"), [Optional()])
    quote_en = TextAreaField(_l("Quotation, in English"), [Optional()])
    quote_cy = TextAreaField(_l("Quotation, in Welsh"), [Optional()])
    valediction_en = StringField(_l("Valediction, in English"), [Optional()])
    valediction_cy = StringField(_l("Valediction, in Welsh"), [Optional()])
    signatory = StringField(_l("Who signs"), [Optional()])
    signatory_title_en = StringField(_l("Office of who signs, in English"), [Optional()])
    signatory_title_cy = StringField(_l("Office of who signs, in Welsh"), [Optional()])
    signature = FileField(_l("Picture of the signature"), description=_l("PNG or JPEG."))
    enclosures_en = TextAreaField(_l("Enclosures, in English"), [Optional()], description=_l("One on a line."))
    enclosures_cy = TextAreaField(_l("Enclosures, in Welsh"), [Optional()], description=_l("One on a line."))
    sender = TextAreaField(_l("Address of the sender"), [Optional()], description=_l("As it stands at the top of a letter."))
    reply_to = StringField(_l("Address for replies"), [Optional()])
    promoter_name = StringField(_l("Promoter"), [Optional()], description=_l("The imprint: who promotes this."))
    promoter_address = TextAreaField(_l("Address of the promoter"), [Optional()])
    promoted_for = StringField(_l("Promoted on behalf of"), [Optional()])
    printer = TextAreaField(_l("Printer, with address"), [Optional()])

    def said(self) -> dict[str, Any]:
        """What the text says, by the names of the stored fields; the signature apart."""
        return {name: self[name].data or "" for name in FIELDS if name != "signature_id"}
