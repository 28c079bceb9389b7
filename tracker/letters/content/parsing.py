"""Markdown read into plain data by markdown-it-py: only what the subset knows is markup, everything else is words.

The subset: paragraphs, headings (`#`, `##`, `###`), `**bold**`, `*italic*`, lists, `> quotes`, `[links](https://...)`, and a
new line that ends a line. HTML, pictures, tables and code are not of it and come out as they were typed, and so does a
link that is not `https://...`, `http://...` or `mailto:...`, or whose host would come from a placeholder.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from flask_babel import lazy_gettext as _l
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.kernel.errors import Refused
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
    Words,
)
from tracker.letters.content.placeholders import WRITTEN, plain_name

LONGEST_TEXT = 20_000  # characters: about ten pages
DEEPEST = 4  # quotes and lists inside each other; the reader gives up in silence far below
SMALLEST_HEADING = 3
_SUBSET = ("heading", "list", "blockquote", "newline", "emphasis", "link", "autolink", "escape")
_WHERE_LINKS_LEAD = re.compile(r"https?://[^/?#()\s]+([/?#]\S*)?|mailto:\S+")


class _Markdown(MarkdownIt):
    """The reader of the subset. What leads nowhere is no link: its brackets stay as they were typed."""

    def __init__(self) -> None:
        super().__init__("zero", {"maxNesting": 20})
        self.enable(list(_SUBSET))

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name markdown-it-py asks by
        return _WHERE_LINKS_LEAD.fullmatch(url) is not None


_MARKDOWN = _Markdown()


@lru_cache(maxsize=32)
def parse(text: str) -> Document:
    """The text as data. Raises Refused for a text too long or too nested, and for a `((?...))` out of place.

    A mailing asks for the same few texts for each recipient, so the last ones are remembered.
    """
    if len(text) > LONGEST_TEXT:
        raise Refused(_l("The text is longer than %(most)s characters. Shorten it, or enclose a leaflet.", most=LONGEST_TEXT))
    return Document(blocks=tuple(_blocks(iter(_MARKDOWN.parse(text)), 0)))


def _blocks(tokens: Iterator[Token], depth: int) -> Iterator[Block]:
    """The blocks up to the end of what encloses them; takes their tokens away."""
    if depth > DEEPEST:
        raise Refused(_l("Lists and quotes stand inside each other more than %(most)s deep. Make it simpler.", most=DEEPEST))
    for token in tokens:
        if token.type in {"paragraph_open", "heading_open"}:
            leaf = _leaf(token, next(tokens))
            next(tokens)
            if leaf.runs:
                yield leaf
        elif token.type == "blockquote_open":
            yield Quote(blocks=tuple(_blocks(tokens, depth + 1)))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield _listing(token, tokens, depth)
        elif token.nesting < 0:
            return


def _listing(opening: Token, tokens: Iterator[Token], depth: int) -> Listing:
    items = []
    for token in tokens:
        if token.type != "list_item_open":
            break
        items.append(tuple(_blocks(tokens, depth + 1)))
    is_numbered = opening.type == "ordered_list_open"
    return Listing(items=tuple(item for item in items if item), start=int(opening.attrs.get("start", 1)) if is_numbered else None)


def _leaf(opening: Token, inline: Token) -> Paragraph | Heading:
    runs = tuple(_runs(inline.children or []))
    needs = ""
    if runs and isinstance(runs[0], Words) and (asked := WRITTEN.match(runs[0].text)) and asked["asks"]:
        needs = plain_name(asked["name"])
        rest = replace(runs[0], text=runs[0].text[asked.end() :].lstrip())
        runs = (rest, *runs[1:]) if rest.text else _without_first_break(runs[1:])
    shown = tuple(_with_placeholders(runs))
    if opening.type == "heading_open":
        return Heading(level=min(int(opening.tag[1]), SMALLEST_HEADING), runs=shown, needs=needs)
    return Paragraph(runs=shown, needs=needs)


def _without_first_break(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return runs[1:] if runs and isinstance(runs[0], Break) else runs


def _runs(tokens: list[Token]) -> Iterator[Run]:
    bold, italic, url = 0, 0, ""
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            bold += token.nesting
        elif token.type in {"em_open", "em_close"}:
            italic += token.nesting
        elif token.type == "link_open":
            url = str(token.attrs["href"])
        elif token.type == "link_close":
            url = ""
        elif token.type in {"softbreak", "hardbreak"}:
            yield Break(url=url)
        elif token.content:
            yield Words(text=token.content, is_bold=bold > 0, is_italic=italic > 0, url=url)


def _with_placeholders(runs: tuple[Run, ...]) -> Iterator[Run]:
    for run in runs:
        yield from _split(run) if isinstance(run, Words) else (run,)


def _split(run: Words) -> Iterator[Run]:
    """Words and placeholders of a stretch of text."""
    at = 0
    for found in WRITTEN.finditer(run.text):
        if found["asks"]:
            raise Refused(_l("%(written)s stands only at the beginning of a paragraph, a heading or a point of a list.", written=found[0]))
        if found.start() > at:
            yield replace(run, text=run.text[at : found.start()])
        yield Placeholder(name=plain_name(found["name"]), is_bold=run.is_bold, is_italic=run.is_italic, url=run.url)
        at = found.end()
    if at < len(run.text):
        yield replace(run, text=run.text[at:])
