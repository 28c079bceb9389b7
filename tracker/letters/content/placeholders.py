"""How a placeholder is written: `((first_name))`, and `((?first_name))` before what is shown only to those who have one."""

import re

from tracker.letters.content.nodes import Document, Placeholder, Run, leaves

WRITTEN = re.compile(r"\(\((?P<asks>\?)?[ \t]*(?P<name>[^()?\n]{1,60}?)[ \t]*\)\)")


def plain_name(written: str) -> str:
    """`first_name` for `First name`, `FIRST-NAME` and `first_name`."""
    return re.sub(r"[\s_-]+", "_", written.strip()).lower()


def written_names(text: str) -> frozenset[str]:
    """The names of all placeholders written in plain text."""
    return frozenset(plain_name(found["name"]) for found in WRITTEN.finditer(text))


def line_placeholders(text: str) -> frozenset[str]:
    """The placeholders of a line that holds no Markdown: a subject, a salutation."""
    return written_names(text)


def placeholders(document: Document) -> frozenset[str]:
    """The names of all placeholders of a text, with those that optional paragraphs ask for."""
    return frozenset(name for leaf in leaves(document.blocks) for name in {*used_in(leaf.runs), leaf.needs} - {""})


def used_in(runs: tuple[Run, ...]) -> frozenset[str]:
    """The placeholders among runs, those in the address of a link included."""
    named = {run.name for run in runs if isinstance(run, Placeholder)}
    return frozenset(named).union(*(written_names(run.url) for run in runs))
