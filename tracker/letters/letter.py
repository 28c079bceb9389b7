"""What a letter is made of. Everything in it is filled in: these are the words one person gets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.letters.content import Document
from tracker.letters.content.nodes import leaves
from tracker.letters.content.writing import words_of

FEWEST_ADDRESS_LINES, MOST_ADDRESS_LINES = 3, 7


class TextSize(StrEnum):
    """How large the words of a letter are."""

    STANDARD = "standard"
    LARGE = "large"


POINTS = {TextSize.STANDARD: 11, TextSize.LARGE: 16}


@dataclass(frozen=True, kw_only=True)
class Part:
    """The letter in one language, `en` or `cy`. `signatory` is the name and then what they are, a line each."""

    language: str
    salutation: str
    body: Document
    valediction: str
    signatory: tuple[str, ...]
    subject: str = ""
    enclosures: tuple[str, ...] = ()
    imprint: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One person's letter.

    `reference` finds the person again when the letter comes back, and is all a manifest knows of them. `address` is three to
    seven lines, the postcode last; `postcode` and `language` are what letters are sorted by. `service` is the postal service.
    With two `parts`, Welsh comes first; each begins on a page of its own. `signature` is a PNG or JPEG picture.
    """

    reference: str
    address: tuple[str, ...]
    postcode: str
    language: str
    service: str
    sender: tuple[str, ...]
    written_on: date
    parts: tuple[Part, ...]
    signature: bytes | None = None
    size: TextSize = TextSize.STANDARD


def words(letter: Letter) -> Iterator[str]:
    """Every string that is printed."""
    yield from (*letter.address, *letter.sender)
    for part in letter.parts:
        yield from (part.subject, part.salutation, part.valediction, *part.signatory, *part.enclosures, part.imprint)
        for leaf in leaves(part.body.blocks):
            yield from (words_of(run) + run.url for run in leaf.runs)
