"""A person's values put into a text. This happens after Markdown was read, so a value is words and never markup."""

from collections.abc import Mapping
from dataclasses import replace
from re import Match
from urllib.parse import quote

from tracker.letters.content.nodes import (
    Break,
    Document,
    Heading,
    Paragraph,
    Placeholder,
    Run,
    Words,
    changed,
    leaves,
)
from tracker.letters.content.placeholders import WRITTEN, plain_name, used_in, written_names


def fill(document: Document, values: Mapping[str, str]) -> Document:
    """The text for one person. Optional paragraphs they have no value for are left out; any other placeholder without a
    value stays one, see `missing`."""
    known = _known(values)

    def filled(leaf: Paragraph | Heading) -> Paragraph | Heading | None:
        if leaf.needs and leaf.needs not in known:
            return None
        if not leaf.needs and not any(_asks(run) for run in leaf.runs):
            return leaf  # the same for everybody, as most are
        return replace(leaf, runs=tuple(one for run in leaf.runs for one in _filled(run, known)), needs="")

    return Document(blocks=changed(document.blocks, filled))


def missing(document: Document, values: Mapping[str, str]) -> tuple[str, ...]:
    """The placeholders this person needs a value for and has none, sorted; optional paragraphs they are not shown ask for nothing."""
    known = _known(values)
    shown = (leaf for leaf in leaves(document.blocks) if not leaf.needs or leaf.needs in known)
    return tuple(sorted({name for leaf in shown for name in used_in(leaf.runs)} - known.keys()))


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """A subject or a salutation for one person, as one line; a placeholder without a value stays."""
    known = _known(values)

    def value(found: Match[str]) -> str:
        return known.get(plain_name(found["name"]), found[0])

    return " ".join(WRITTEN.sub(value, text).split())


def missing_in_line(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The placeholders of a line that this person has no value for, sorted."""
    return tuple(sorted(written_names(text) - _known(values).keys()))


def _known(values: Mapping[str, str]) -> dict[str, str]:
    """The values that say something, under the plain spelling of their names."""
    return {plain_name(name): value.strip() for name, value in values.items() if value.strip()}


def _asks(run: Run) -> bool:
    """Whether a value goes here, or into the address that is linked to."""
    return isinstance(run, Placeholder) or "((" in run.url


def _filled(run: Run, known: Mapping[str, str]) -> tuple[Run, ...]:
    if not _asks(run):
        return (run,)
    run = replace(run, url=_address(run.url, known))
    if isinstance(run, Placeholder) and run.name in known:
        return _lines(run, known[run.name])
    return (run,)


def _lines(run: Placeholder, value: str) -> tuple[Run, ...]:
    """The value as words; each new line in it ends a line."""
    runs: list[Run] = []
    for line in value.splitlines():
        runs += [Break(url=run.url), Words(text=line, is_bold=run.is_bold, is_italic=run.is_italic, url=run.url)]
    return tuple(runs[1:])


def _address(url: str, known: Mapping[str, str]) -> str:
    """The address of a link with values in it, each encoded: none can lead to another host than the one written."""

    def value(found: Match[str]) -> str:
        name = plain_name(found["name"])
        return quote(known[name], safe="") if name in known else found[0]

    return WRITTEN.sub(value, url)
