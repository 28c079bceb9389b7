"""Letters in the order the mailing house wants, split into files of a size it can handle."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tracker.letters.content import Document
from tracker.letters.content.nodes import leaves
from tracker.letters.content.writing import words_of
from tracker.letters.letter import Letter

MOST = 1_000
HEAVIEST = 700_000  # of _weight: some 450 short letters of one page, 200 MB in the process that lays them out; 270 MB for long ones
PER_PAGE, PER_CHARACTER = 1_000, 1
OrderKey = tuple[str, int, str, str, str, str]
_POSTCODE = re.compile(r"(?P<area>[A-Z]*)(?P<district>\d*)(?P<letter>[A-Z]?) ?(?P<inward>.*)")


def order_key(postcode: str, language: str) -> OrderKey:
    """What letters are sorted by: area, district as a number (CF5 before CF10), sector and unit, then language. The number of
    pages, the third key, is known only once they are laid out."""
    parts = _POSTCODE.match(postcode.strip().upper())
    if parts is None:
        raise AssertionError("the pattern takes any line")
    return (parts["area"], int(parts["district"] or 0), parts["letter"], parts["inward"], postcode, language)


def key_of(letter: Letter) -> OrderKey:
    return order_key(letter.postcode, letter.language)


def batches(letters: Iterable[Letter], most: int = MOST) -> Iterator[list[Letter]]:
    """The letters sorted and split. All are held in memory: for very many, sort what is light and use `in_batches`."""
    return in_batches(sorted(letters, key=key_of), most)


def in_batches(ordered: Iterable[Letter], most: int = MOST) -> Iterator[list[Letter]]:
    """Letters sorted by `order_key` in batches of at most `most`, and of no more text than one process can lay out. Letters to one
    postcode in one language stay together, so that they can be sorted by their pages, unless they are too many for one batch."""
    batch: list[Letter] = []
    heavy = 0
    for group, weight in _groups(ordered, most):
        if batch and (len(batch) + len(group) > most or heavy + weight > HEAVIEST):
            yield batch
            batch, heavy = [], 0
        batch += group
        heavy += weight
    if batch:
        yield batch


def groups(letters: Sequence[Letter]) -> list[int]:
    """A number for each letter, the same for those that may change places. Raises ValueError when letters are not sorted."""
    keys = [key_of(letter) for letter in letters]
    if keys != sorted(keys):
        raise ValueError("letters are made in the order of order_key")
    return [number for number, (_, same) in enumerate(groupby(keys)) for _ in same]


def _groups(ordered: Iterable[Letter], most: int) -> Iterator[tuple[list[Letter], int]]:
    """Letters of one postcode and language with their weight; a group too large for a batch in pieces."""
    for _, same in groupby(ordered, key=key_of):
        piece: list[Letter] = []
        heavy = 0
        for letter in same:
            if len(piece) == most or heavy > HEAVIEST:
                yield piece, heavy
                piece, heavy = [], 0
            piece.append(letter)
            heavy += _weight(letter)
        yield piece, heavy


def _weight(letter: Letter) -> int:
    """About how much memory a letter needs while it is laid out, in characters."""
    return sum(PER_PAGE + PER_CHARACTER * _length(part.body) for part in letter.parts)


def _length(document: Document) -> int:
    return sum(len(words_of(run)) for leaf in leaves(document.blocks) for run in leaf.runs)
