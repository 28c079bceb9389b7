"""Letters as the data of the template: strings and numbers, nothing that could be read as anything else."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from tracker.letters import wording
from tracker.letters.content import Block, Break, Heading, Listing, Paragraph, Quote, Run
from tracker.letters.content.nodes import leaves
from tracker.letters.content.writing import links, shown_address, words_of
from tracker.letters.face import printable
from tracker.letters.letter import POINTS, Letter, Part, TextSize, words

LINES_THAT_FIT, CHARACTERS_IN_A_LINE = 20, 80  # on a first page; where it was thought wrongly, the letters are laid out twice

# Text of these letters alone has nothing to compose: the typeface's `ccmp` puts marks on letters, and knows some sequences of other
# scripts and the Catalan "l·l". Looking for them costs a twentieth of the time.
_PLAIN = re.compile("[\\x20-\\xb6\\xb8-\\u024f\\u1e00-\\u1eff\\u2010-\\u205e\\u20ac]*")


def as_data(letters: Sequence[Letter], title: str, both_sides: bool) -> dict[str, Any]:
    """What the template reads."""
    return {"title": printable(title), "both-sides": both_sides, "letters": [_letter(letter) for letter in letters]}


def pictures(letters: Sequence[Letter]) -> dict[str, bytes]:
    """The signatures, each once, under the names the data calls them by."""
    return {_picture(letter.signature): letter.signature for letter in letters if letter.signature}


@lru_cache(maxsize=8)
def _picture(content: bytes) -> str:
    suffix = "png" if content.startswith(b"\x89PNG") else "jpg"
    return f"{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "reference": letter.reference,
        "fits": letter.size is TextSize.STANDARD and all(_lines_of(part) <= LINES_THAT_FIT for part in letter.parts),
        "plain": all(map(_PLAIN.fullmatch, words(letter))),
        "address": _lines(letter.address),
        "sender": _lines(letter.sender),
        "signature": _picture(letter.signature) if letter.signature else None,
        "size": POINTS[letter.size],
        "parts": [_part(letter, part) for part in letter.parts],
    }


def _lines_of(part: Part) -> int:
    """About how many lines the text of a part takes, with the room above each paragraph."""
    return sum(2 + sum(len(words_of(run)) for run in leaf.runs) // CHARACTERS_IN_A_LINE for leaf in leaves(part.body.blocks))


def _part(letter: Letter, part: Part) -> dict[str, Any]:
    subject = printable(part.subject)
    return {
        "language": part.language,
        "words": wording.WORDS[part.language],
        "date": wording.day(letter.written_on, part.language),
        "subject": subject,
        "salutation": printable(part.salutation),
        "body": _blocks(part.body.blocks, _levels(part.body.blocks, 1 if subject else 0)),
        "valediction": printable(part.valediction),
        "signatory": _lines(part.signatory),
        "enclosures": _lines(part.enclosures),
        "imprint": printable(part.imprint),
    }


def _lines(lines: tuple[str, ...]) -> list[str]:
    return [printable(line) for line in lines]


def _levels(blocks: tuple[Block, ...], above: int) -> Iterator[int]:
    """The level of each heading as printed, below the level `above` and never more than one step down: a screen reader tells
    its listener the levels, and PDF/UA allows no gap."""
    level = above
    for leaf in leaves(blocks):
        if isinstance(leaf, Heading):
            level = min(leaf.level + above, level + 1)
            yield level


def _blocks(blocks: tuple[Block, ...], levels: Iterator[int]) -> list[list[Any]]:
    return [_block(block, levels) for block in blocks]


def _block(block: Block, levels: Iterator[int]) -> list[Any]:
    match block:
        case Paragraph():
            return ["paragraph", _runs(block.runs)]
        case Heading():
            return ["heading", next(levels), _runs(block.runs)]
        case Quote():
            return ["quote", _blocks(block.blocks, levels)]
        case Listing(start=None):
            return ["bullets", [_blocks(item, levels) for item in block.items]]
        case Listing():
            return ["numbers", block.start, [_blocks(item, levels) for item in block.items]]


def _runs(runs: tuple[Run, ...]) -> list[list[Any] | None]:
    """Text, bold, italic; None ends a line. A link is followed by its address, as paper cannot be pressed."""
    done: list[list[Any] | None] = []
    for group, url in links(runs):
        done += [None if isinstance(run, Break) else [printable(words_of(run)), run.is_bold, run.is_italic] for run in group]
        if address := shown_address("".join(map(words_of, group)), url):
            done.append([f" ({printable(address)})", False, False])
    return done
