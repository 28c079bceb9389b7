"""A text as HTML for e-mail and as plain text. Links keep their address in both."""

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from tracker.letters.content.nodes import (
    Block,
    Break,
    Document,
    Heading,
    Listing,
    Paragraph,
    Placeholder,
    Quote,
    Run,
)

_SCHEME = re.compile(r"^mailto:")


def words_of(run: Run) -> str:
    """What a run says: a placeholder left without a value says its name in double brackets."""
    if isinstance(run, Break):
        return "\n"
    return f"(({run.name}))" if isinstance(run, Placeholder) else run.text


def links(runs: tuple[Run, ...]) -> Iterator[tuple[tuple[Run, ...], str]]:
    """Neighbouring runs that lead to the same address, with the address; empty for words that are no link."""
    for url, group in groupby(runs, key=lambda run: run.url):
        yield tuple(group), url


def shown_address(label: str, url: str) -> str:
    """The address to print after a link's words; empty where the words are the address."""
    plain = _SCHEME.sub("", url)
    return "" if not url or label.strip() in {url, plain} else plain


def to_html(document: Document) -> Markup:
    """The text as a piece of HTML. Its own headings begin at `h2`."""
    return _html(document.blocks)


def to_text(document: Document) -> str:
    """The text as plain lines: a heading underlined, points with a dash or number, a quote with `>`, a link with its address."""
    return "\n\n".join(_text(block) for block in document.blocks)


def _html(blocks: tuple[Block, ...]) -> Markup:
    return Markup("\n").join(_html_block(block) for block in blocks)


def _html_block(block: Block) -> Markup:
    if isinstance(block, Quote):
        return Markup("<blockquote>{}</blockquote>").format(_html(block.blocks))
    if isinstance(block, Listing):
        items = Markup("").join(Markup("<li>{}</li>").format(_html(item)) for item in block.items)
        if block.start is None:
            return Markup("<ul>{}</ul>").format(items)
        return Markup('<ol start="{}">{}</ol>').format(block.start, items)
    shown = Markup("").join(_html_link(runs, url) for runs, url in links(block.runs))
    if isinstance(block, Heading):
        return Markup("<h{0}>{1}</h{0}>").format(block.level + 1, shown)
    return Markup("<p>{}</p>").format(shown)


def _html_link(runs: tuple[Run, ...], url: str) -> Markup:
    shown = Markup("").join(map(_html_run, runs))
    return Markup('<a href="{}">{}</a>').format(url, shown) if url else shown


def _html_run(run: Run) -> Markup:
    if isinstance(run, Break):
        return Markup("<br>")
    shown = escape(words_of(run))
    if run.is_italic:
        shown = Markup("<em>{}</em>").format(shown)
    return Markup("<strong>{}</strong>").format(shown) if run.is_bold else shown


def _text(block: Block) -> str:
    if isinstance(block, Quote):
        return _indented("\n\n".join(map(_text, block.blocks)), "> ", "> ")
    if isinstance(block, Listing):
        return "\n".join(_point(block, at) for at in range(len(block.items)))
    shown = "".join(_text_link(runs, url) for runs, url in links(block.runs))
    if isinstance(block, Paragraph):
        return shown
    return f"{shown}\n{'-' * max(map(len, shown.splitlines()), default=0)}"


def _point(listing: Listing, at: int) -> str:
    mark = "- " if listing.start is None else f"{listing.start + at}. "
    return _indented("\n".join(map(_text, listing.items[at])), mark, " " * len(mark))


def _indented(text: str, first: str, further: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(f"{further}{line}".rstrip() for line in lines[1:])])


def _text_link(runs: tuple[Run, ...], url: str) -> str:
    label = "".join(map(words_of, runs))
    address = shown_address(label, url)
    return f"{label} ({address})" if address else label
