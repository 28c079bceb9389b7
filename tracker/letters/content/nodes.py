"""What a text is made of: a small tree of strings. Nothing in it is markup any more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class Words:
    """A stretch of text with its weight and slant; `url` is where it leads, empty for words that are no link."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """Where a person's own value goes: `name` is of the documented list, in its plain spelling (`first_name`)."""

    name: str
    is_bold: bool = False
    is_italic: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Break:
    """The end of a line within a paragraph, or within a link's words."""

    url: str = ""


Run = Words | Placeholder | Break


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Runs of words. Shown only where the person has a value for `needs`, if that names a placeholder."""

    runs: tuple[Run, ...]
    needs: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3. `needs` as of a paragraph."""

    level: int
    runs: tuple[Run, ...]
    needs: str = ""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list: each item is blocks. `start` is the first number, or None for bullets."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What somebody else said."""

    blocks: tuple["Block", ...]


Block = Paragraph | Heading | Listing | Quote


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text as a sequence of blocks."""

    blocks: tuple[Block, ...] = ()


def leaves(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading]:
    """Every paragraph and heading, in the order they are read."""
    for block in blocks:
        if isinstance(block, Listing):
            for item in block.items:
                yield from leaves(item)
        elif isinstance(block, Quote):
            yield from leaves(block.blocks)
        else:
            yield block


def changed(blocks: tuple[Block, ...], change: Callable[[Paragraph | Heading], Paragraph | Heading | None]) -> tuple[Block, ...]:
    """The blocks with `change` made to each paragraph and heading; None takes it out, and what is empty then goes too."""
    done = (_changed(block, change) for block in blocks)
    return tuple(block for block in done if block is not None)


def _changed(block: Block, change: Callable[[Paragraph | Heading], Paragraph | Heading | None]) -> Block | None:
    if isinstance(block, Quote):
        inner = changed(block.blocks, change)
        return replace(block, blocks=inner) if inner else None
    if isinstance(block, Listing):
        items = tuple(item for item in (changed(item, change) for item in block.items) if item)
        return replace(block, items=items) if items else None
    return change(block)
