"""The words of letters and e-mails: what organisers write, as plain data, and the forms it is sent in."""

from tracker.letters.content.filling import fill, fill_line, missing, missing_in_line
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
from tracker.letters.content.parity import Aspect, Disparity, line_parity, parity
from tracker.letters.content.parsing import LONGEST_TEXT, parse
from tracker.letters.content.placeholders import line_placeholders, placeholders
from tracker.letters.content.writing import to_html, to_text

__all__ = [
    "LONGEST_TEXT",
    "Aspect",
    "Block",
    "Break",
    "Disparity",
    "Document",
    "Heading",
    "Listing",
    "Paragraph",
    "Placeholder",
    "Quote",
    "Run",
    "Words",
    "fill",
    "fill_line",
    "line_parity",
    "line_placeholders",
    "missing",
    "missing_in_line",
    "parity",
    "parse",
    "placeholders",
    "to_html",
    "to_text",
]
