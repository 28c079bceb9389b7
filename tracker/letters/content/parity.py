"""Do the English and the Welsh text say the same, as far as placeholders, numbers, links and headings tell?"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.letters.content.nodes import Block, Document, Heading, Listing, Quote, leaves
from tracker.letters.content.placeholders import used_in, written_names
from tracker.letters.content.writing import words_of


class Aspect(StrEnum):
    """What is compared."""

    PLACEHOLDER = "placeholder"
    OPTIONAL = "optional"
    NUMBER = "number"
    LINK = "link"
    HEADING = "heading"
    QUOTE = "quote"
    PART = "part"


@dataclass(frozen=True, kw_only=True)
class Disparity:
    """Something one text has oftener than the other. `only_in` is the language that has it, `what` names it (a heading by its words)."""

    aspect: Aspect
    only_in: str
    what: str

    @property
    def shown(self) -> str:
        """As it is written in the text."""
        return _AS_WRITTEN.get(self.aspect, "{}").format(self.what)


_AS_WRITTEN = {Aspect.PLACEHOLDER: "(({}))", Aspect.OPTIONAL: "((?{}))"}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d+")


def parity(english: Document, welsh: Document) -> list[Disparity]:
    """Every difference, by aspect and then as it stands in the text. Headings are compared by their levels, in order."""
    found = [one for aspect, things in _COUNTED.items() for one in _difference(aspect, things(english), things(welsh))]
    return found + _headings(english, welsh)


def line_parity(english: str, welsh: str) -> list[Disparity]:
    """The placeholders only one of two lines has: of a subject, a salutation."""
    ours, theirs = written_names(english), written_names(welsh)
    return [
        Disparity(aspect=Aspect.PLACEHOLDER, only_in=language, what=name)
        for language, more in (("en", ours - theirs), ("cy", theirs - ours)) for name in sorted(more)
    ]  # fmt: skip


def _difference(aspect: Aspect, english: Counter[str], welsh: Counter[str]) -> Iterator[Disparity]:
    for language, more, fewer in (("en", english, welsh), ("cy", welsh, english)):
        yield from (Disparity(aspect=aspect, only_in=language, what=what) for what in (more - fewer))


def _placeholders(document: Document) -> Counter[str]:
    return Counter({name for leaf in leaves(document.blocks) for name in used_in(leaf.runs)})


def _conditions(document: Document) -> Counter[str]:
    return Counter(leaf.needs for leaf in leaves(document.blocks) if leaf.needs)


def _numbers(document: Document) -> Counter[str]:
    """Groups of digits, wherever they stand: 17:30 and 17.30 are alike, and so are 1,000 and 1000."""
    texts = (_THOUSANDS.sub("", "".join(map(words_of, leaf.runs))) for leaf in leaves(document.blocks))
    return Counter(str(int(number)) for text in texts for number in _DIGITS.findall(text))


def _links(document: Document) -> Counter[str]:
    runs = (run for leaf in leaves(document.blocks) for run in leaf.runs)
    return Counter({run.url for run in runs if run.url})


def _quotes(document: Document) -> Counter[str]:
    return Counter({">": sum(_quoted(document.blocks))})


def _quoted(blocks: tuple[Block, ...]) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, Quote):
            yield 1
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _quoted(item)


_COUNTED: dict[Aspect, Callable[[Document], Counter[str]]] = {
    Aspect.PLACEHOLDER: _placeholders,
    Aspect.OPTIONAL: _conditions,
    Aspect.NUMBER: _numbers,
    Aspect.LINK: _links,
    Aspect.QUOTE: _quotes,
}


def _headings(english: Document, welsh: Document) -> list[Disparity]:
    """From the first heading on whose level differs, those of the longer text; of both, where they are equally many."""
    ours, theirs = _levels(english), _levels(welsh)
    alike = next((at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one[0] != other[0]), min(len(ours), len(theirs)))
    left = [("en", ours[alike:]), ("cy", theirs[alike:])]
    longest = max(len(headings) for _, headings in left)
    return [
        Disparity(aspect=Aspect.HEADING, only_in=language, what=words)
        for language, headings in left if len(headings) == longest for _level, words in headings
    ]  # fmt: skip


def _levels(document: Document) -> list[tuple[int, str]]:
    headings = (leaf for leaf in leaves(document.blocks) if isinstance(leaf, Heading))
    return [(heading.level, "".join(map(words_of, heading.runs))) for heading in headings]
