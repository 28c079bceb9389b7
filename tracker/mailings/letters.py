"""A mailing as the letter one person gets."""

from collections.abc import Iterator

from tracker.electorate.models import RollEntry
from tracker.kernel.clock import local, now
from tracker.letters.content import Document
from tracker.letters.content.nodes import Quote
from tracker.letters.letter import MOST_ADDRESS_LINES, Letter, Part, TextSize
from tracker.mailings import personal
from tracker.mailings.models import Mailing, MailingContent
from tracker.mailings.personal import PersonalPart
from tracker.rules.electorate import LetterFormat

IMPRINT = {
    "en": ("Promoted by", "On behalf of", "Printed by"),
    "cy": ("Hyrwyddwyd gan", "Ar ran", "Argraffwyd gan"),
}
"""In the language of the letter, not of the page somebody has open."""


def letter_for(mailing: Mailing, content: MailingContent, entry: RollEntry, reference: str, signature: bytes | None = None) -> Letter:
    """What `entry` gets by post. `signature` is the picture `signature_of` read, which is the same for all."""
    service = mailing.service.value if mailing.service else ""
    return Letter(
        reference=reference, address=address_block(entry), postcode=entry.postcode, language=entry.language.value, service=service,
        sender=tuple(line for line in content.sender.splitlines() if line.strip()),
        written_on=local(mailing.hand_over_at or now()).date(),
        parts=tuple(_part(content, part) for part in personal.parts(mailing, content, entry, reference)), signature=signature,
        size=TextSize.LARGE if entry.format is LetterFormat.LARGE_PRINT else TextSize.STANDARD,
    )  # fmt: skip


def signature_of(content: MailingContent) -> bytes | None:
    """The picture of the signature, if there is one."""
    return content.signature.path.read_bytes() if content.signature else None


def address_block(entry: RollEntry) -> tuple[str, ...]:
    """The window: title and name, the lines of the address, the postcode. Where that is a line too many, the first two share one."""
    lines = entry.address_lines
    while len(lines) > MOST_ADDRESS_LINES - 2:
        lines = [f"{lines[0]}, {lines[1]}", *lines[2:]]
    return (" ".join(part for part in (entry.title, entry.name) if part), *lines, entry.postcode)


def _part(content: MailingContent, part: PersonalPart) -> Part:
    quote = (Quote(blocks=part.quote.blocks),) if part.quote.blocks else ()
    return Part(
        language=part.language, subject=part.subject, salutation=part.salutation, body=Document(blocks=(*part.body.blocks, *quote)),
        valediction=part.valediction, signatory=part.signatory, enclosures=part.enclosures,
        imprint=". ".join(_imprint(content, part.language)),
    )  # fmt: skip


def _imprint(content: MailingContent, language: str) -> Iterator[str]:
    """Who promotes it, for whom, and who printed it, as far as they are named."""
    promoter = ", ".join(part.strip() for part in (content.promoter_name, *content.promoter_address.splitlines()) if part.strip())
    printer = ", ".join(part.strip() for part in content.printer.splitlines() if part.strip())
    for words, value in zip(IMPRINT[language], (promoter, content.promoted_for.strip(), printer), strict=True):
        if value:
            yield f"{words}: {value}"
