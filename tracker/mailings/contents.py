"""What a mailing says: the fields of a content, its placeholders, and whether both languages say the same."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.letters import content as words
from tracker.mailings.models import Mailing, MailingContent
from tracker.rules.mailings import LanguageMode, MailingChannel

CODES = ("cy", "en")
BILINGUAL = ("subject", "salutation", "body", "valediction", "signatory_title", "enclosures", "quote")
FIELDS = (
    *(f"{name}_{code}" for name in BILINGUAL for code in ("en", "cy")),
    "signatory", "signature_id", "sender", "reply_to", "promoter_name", "promoter_address", "promoted_for", "printer",
)  # fmt: skip

PARTS = {"quote": _l("Quotation"), "enclosures": _l("Enclosures"), "signatory_title": _l("Office of who signs")}

PLACEHOLDERS: Mapping[str, str | LazyString] = {
    "title": _l("Mr, Ms, Cllr and so on"), "first_name": _l("First name"), "last_name": _l("Last name"),
    "full_name": _l("First and last name"), "membership_number": _l("Membership number"), "branch": _l("Branch"),
    "council": _l("Council area"), "candidate": _l("The candidate on whose behalf it is sent"),
    "endorser": _l("The endorsing body on whose behalf it is sent"), "contest": _l("The contest"),
    "ballot_close": _l("Day and hour the ballot closes"), "reference": _l("The reference of this letter"),
}  # fmt: skip


def digest(fields: Mapping[str, Any]) -> str:
    """SHA-256 over everything a content says: what an approval names."""
    canonical = json.dumps({name: fields[name] for name in sorted(FIELDS)}, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def fields_of(content: MailingContent) -> dict[str, Any]:
    """What a content says, by field."""
    return {name: getattr(content, name) for name in FIELDS}


def documents(content: MailingContent, code: str) -> list[words.Document]:
    """The parts of a content in one language that are Markdown."""
    return [words.parse(getattr(content, f"{name}_{code}")) for name in ("body", "quote")]


def used_placeholders(content: MailingContent) -> set[str]:
    """Every placeholder a content uses, in either language."""
    used: set[str] = set()
    for code in CODES:
        for document in documents(content, code):
            used |= words.placeholders(document)
        for name in ("subject", "salutation", "valediction"):
            used |= words.line_placeholders(getattr(content, f"{name}_{code}"))
    return used


def unknown_placeholders(mailing: Mailing) -> list[str]:
    """Placeholders in the mailing that nothing fills."""
    return sorted(used_placeholders(mailing.content) - PLACEHOLDERS.keys()) if mailing.content else []


def disparities(mailing: Mailing) -> list[words.Disparity]:
    """What only one of the two languages says."""
    content = mailing.content
    if content is None or not content.body_en.strip() or not content.body_cy.strip():
        return []
    texts = [pair for name in ("body", "quote") if all(pair := _both(content, name))]
    found = [one for english, welsh in texts for one in words.parity(words.parse(english), words.parse(welsh))]
    for name in ("subject", "salutation", "valediction"):
        found += words.line_parity(*_both(content, name))
    for name, label in PARTS.items():
        english, welsh = _both(content, name)
        if bool(english) != bool(welsh):
            found.append(words.Disparity(aspect=words.Aspect.PART, only_in="en" if english else "cy", what=str(label)))
    return found


def _both(content: MailingContent, name: str) -> tuple[str, str]:
    return getattr(content, f"{name}_en").strip(), getattr(content, f"{name}_cy").strip()


def warnings(mailing: Mailing) -> list[str | LazyString]:
    """What a careful reader would mend, though it stops nothing."""
    content = mailing.content
    if content is None:
        return []
    found: list[str | LazyString] = []
    if not (content.promoter_name.strip() and content.promoter_address.strip()):
        found.append(_l("The imprint is empty: say who promotes this and where they can be reached."))
    if mailing.channel is MailingChannel.LETTER and not content.printer.strip():
        found.append(_l("The imprint names no printer."))
    differing = (one for one in disparities(mailing) if one.aspect is not words.Aspect.PLACEHOLDER)
    found.extend(_l("Only one language has: %(what)s", what=one.shown) for one in differing)
    if mailing.language_mode is LanguageMode.OWN and not content.reply_to and mailing.channel is MailingChannel.EMAIL:
        found.append(_l("No address for replies is given."))
    return found
