"""A mailing as the e-mail one person gets: plain text beside HTML whose styles are inlined, nothing fetched, nothing counted."""

from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache

import css_inline
from flask import current_app
from flask_babel import force_locale, gettext

from config import ROOT, Settings
from tracker.electorate.models import RollEntry
from tracker.kernel import outbox
from tracker.kernel.clock import now
from tracker.letters.content import to_text
from tracker.mailings import personal, unsubscribe_links
from tracker.mailings.messages import Email, Mailbox
from tracker.mailings.models import Mailing, MailingContent
from tracker.mailings.personal import PersonalPart
from tracker.rules.mailings import Purpose

STYLES = ROOT / "templates" / "mailings" / "email.css"
NO_DELIVERY = 0


@dataclass(frozen=True)
class SmallPrint:
    """What stands below, by language: the imprint, and how to get no more of it (only where one may say so)."""

    lines: dict[str, list[str]]
    unsubscribe_url: str
    unsubscribe_words: dict[str, str]


def email_for(
    mailing: Mailing, content: MailingContent, entry: RollEntry, reference: str, delivery_id: int = NO_DELIVERY
) -> Email:
    """What `entry` gets. Raises ValueError for an address no server could take; without a delivery it is a preview."""
    settings: Settings = current_app.config["SETTINGS"]
    sender_name, sender = parseaddr(settings.MAIL_SENDER)
    parts = personal.parts(mailing, content, entry, reference)
    subject = " / ".join(part.subject for part in parts if part.subject)
    below = _small_print(mailing, content, parts, delivery_id)
    return Email(
        sender=Mailbox(name=sender_name, address=sender), to=Mailbox(name=entry.name, address=entry.email), subject=subject,
        text=_text(parts, below), html=_html(parts, subject, below), language=", ".join(part.language for part in parts),
        reference=reference, written_at=now(), unsubscribe_url=below.unsubscribe_url,
        reply_to=Mailbox(name="", address=content.reply_to) if content.reply_to else None,
    )  # fmt: skip


def _small_print(mailing: Mailing, content: MailingContent, parts: list[PersonalPart], delivery_id: int) -> SmallPrint:
    url = ""
    if mailing.purpose is Purpose.CAMPAIGN:
        url = outbox.public_link("mailings.unsubscribe", token=unsubscribe_links.token(delivery_id))
    lines, words = {}, {}
    for part in parts:
        with force_locale(part.language):
            lines[part.language] = _imprint(content)
            words[part.language] = gettext("Get no more e-mails of this kind")
    return SmallPrint(lines, url, words)


def _imprint(content: MailingContent) -> list[str]:
    """Who promotes it and for whom; nothing where nobody was named."""
    promoter = ", ".join(part.strip() for part in (content.promoter_name, *content.promoter_address.splitlines()) if part.strip())
    lines = [gettext("Promoted by: %(promoter)s", promoter=promoter)] if promoter else []
    return [*lines, gettext("On behalf of: %(who)s", who=content.promoted_for)] if content.promoted_for else lines


def _html(parts: list[PersonalPart], subject: str, below: SmallPrint) -> str:
    page = current_app.jinja_env.get_template("mailings/email.html").render(
        parts=parts, subject=subject, small_print=below.lines,
        unsubscribe_url=below.unsubscribe_url, unsubscribe_words=below.unsubscribe_words,
    )  # fmt: skip
    return _inliner().inline(page)


def _text(parts: list[PersonalPart], below: SmallPrint) -> str:
    pieces: list[str] = []
    for part in parts:
        pieces += [part.salutation, to_text(part.body), to_text(part.quote), part.valediction, "\n".join(part.signatory), "-- "]
    for part in parts:
        pieces += below.lines[part.language]
        if below.unsubscribe_url:
            pieces.append(f"{below.unsubscribe_words[part.language]}:\n{below.unsubscribe_url}")
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(extra_css=STYLES.read_text(encoding="utf-8"), load_remote_stylesheets=False)
