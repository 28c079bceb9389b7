"""What would keep a letter from being printed well, found before anything is printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.letters import face
from tracker.letters.content import Placeholder, line_placeholders, placeholders
from tracker.letters.content.nodes import leaves
from tracker.letters.letter import FEWEST_ADDRESS_LINES, MOST_ADDRESS_LINES, Letter, Part, TextSize, words

ADDRESS_POINTS, WINDOW_WIDTH, LINES_IN_WINDOW = 8, 95.4, 8
SENDER_POINTS, SENDER_WIDTH, SENDER_LINES = 9, 65, 18
IMPRINT_WIDTH = 128  # beside the number of the page
IMPRINTS = {TextSize.STANDARD: (8, 4), TextSize.LARGE: (12, 5)}  # points and lines
LARGEST_SIGNATURE = 2 * 1024 * 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/-]{0,39}")


class ProblemKind(StrEnum):
    """What is wrong with a letter."""

    CHARACTERS = "characters"
    PLACEHOLDERS = "placeholders"
    ADDRESS_LINES = "address-lines"
    ADDRESS_WIDTH = "address-width"
    SENDER = "sender"
    IMPRINT = "imprint"
    SIGNATURE = "signature"
    REFERENCE = "reference"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend; `detail` names what, such as the characters, and may be empty."""

    kind: ProblemKind
    message: LazyString
    detail: str = ""


def problems(letter: Letter) -> list[Problem]:
    """Everything that keeps this letter from being printed; empty for a good one."""
    found = [*_of_words(letter), *_of_address(letter)]
    if sum(face.lines(line, SENDER_POINTS, SENDER_WIDTH) for line in letter.sender) > SENDER_LINES:
        message = _l("The sender’s block is too long for the space beside the window. Shorten it.")
        found.append(Problem(kind=ProblemKind.SENDER, message=message))
    points, most = IMPRINTS[letter.size]
    if any(face.lines(part.imprint, points, IMPRINT_WIDTH) > most for part in letter.parts):
        found.append(Problem(kind=ProblemKind.IMPRINT, message=_l("The imprint is too long for the foot of the page. Shorten it.")))
    if letter.signature is not None and not _is_picture(letter.signature):
        message = _l("The signature must be a PNG or JPEG picture of at most 2 MB.")
        found.append(Problem(kind=ProblemKind.SIGNATURE, message=message))
    if not _REFERENCE.fullmatch(letter.reference):
        message = _l("A reference is made of letters, digits, - and / only.")
        found.append(Problem(kind=ProblemKind.REFERENCE, message=message, detail=letter.reference))
    return found


def unfilled(part: Part) -> frozenset[str]:
    """The placeholders that still stand in a part."""
    lines = (part.subject, part.salutation, part.valediction, *part.signatory, *part.enclosures, part.imprint)
    return placeholders(part.body).union(*map(line_placeholders, lines)) if _has_any(part, lines) else frozenset()


def _has_any(part: Part, lines: tuple[str, ...]) -> bool:
    """A quick look: nearly every letter has none. Words of a value that look like a placeholder are no placeholder."""
    runs = (run for leaf in leaves(part.body.blocks) for run in leaf.runs)
    return any(isinstance(run, Placeholder) or "((" in run.url for run in runs) or any("((" in line for line in lines)


def _of_words(letter: Letter) -> Iterator[Problem]:
    if absent := face.absent("".join(words(letter))):
        yield Problem(
            kind=ProblemKind.CHARACTERS, detail=" ".join(sorted(absent)),
            message=_l("The typeface of letters has no such characters. Write them in other letters."),
        )  # fmt: skip
    if names := frozenset().union(*map(unfilled, letter.parts)):
        yield Problem(
            kind=ProblemKind.PLACEHOLDERS, detail=", ".join(sorted(names)),
            message=_l("There is no value for these placeholders. Add the values, or make the paragraphs optional."),
        )  # fmt: skip


def _of_address(letter: Letter) -> Iterator[Problem]:
    if not FEWEST_ADDRESS_LINES <= len(letter.address) <= MOST_ADDRESS_LINES or not all(line.strip() for line in letter.address):
        yield Problem(
            kind=ProblemKind.ADDRESS_LINES,
            message=_l("An address has three to seven lines, none of them empty. Mend it on the list of members."),
        )
    widest = max((face.width(word, ADDRESS_POINTS) for line in letter.address for word in line.split()), default=0)
    count = sum(face.lines(line, ADDRESS_POINTS, WINDOW_WIDTH) for line in letter.address)
    if widest > WINDOW_WIDTH or count > LINES_IN_WINDOW:
        yield Problem(
            kind=ProblemKind.ADDRESS_WIDTH,
            message=_l("The address does not fit the window of the envelope. Shorten its longest lines."),
        )


def _is_picture(content: bytes) -> bool:
    return len(content) <= LARGEST_SIGNATURE and content.startswith(_PICTURES)
