"""A value is words, whatever is in it; what has no value is reported, or left out where the text says so."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.letters.content.test_parsing import NAUGHTY
from tracker.letters.content import (
    Document,
    fill,
    fill_line,
    missing,
    missing_in_line,
    parse,
    to_html,
    to_text,
)

LETTER = parse("Dear ((first_name)),\n\n((?branch)) Your branch is ((branch)).\n\n- ((?ward)) ((ward))\n\n> ((?said)) ((said))")


def squeezed(text: str) -> list[str]:
    """The words of a text: how it is spaced and broken into lines does not count."""
    return text.split()


@pytest.mark.parametrize("value", [value for value in NAUGHTY if value.strip()])
def test_a_naughty_value_comes_out_as_it_went_in(value: str) -> None:
    filled = fill(parse("**((name))**"), {"name": value})
    assert squeezed(to_text(filled)) == squeezed(value)
    html = to_html(filled)
    assert html.startswith("<p><strong>")
    inside = html.replace("<p>", "").replace("</p>", "").replace("<strong>", "").replace("</strong>", "").replace("<br>", "\n")
    assert not {"<", ">"} & set(inside)
    assert squeezed(unescape(inside)) == squeezed(value)


@given(st.text())
def test_a_value_never_changes_the_shape_of_a_text(value: str) -> None:
    plain, naughty = (fill(LETTER, {"first_name": name}) for name in ("Nia", value or "Nia"))
    assert [type(block) for block in plain.blocks] == [type(block) for block in naughty.blocks]


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    filled = fill(parse("((a)) ((b))"), {"a": "((b))", "b": "secret"})
    assert to_text(filled) == "((b)) secret"


def test_optional_paragraphs_are_for_those_who_have_the_value() -> None:
    assert to_text(fill(LETTER, {"first_name": "Nia"})) == "Dear Nia,"
    everything = {"first_name": "Nia", "branch": "Treganna", "ward": "Trelái", "said": "Yes"}
    assert to_text(fill(LETTER, everything)) == "Dear Nia,\n\nYour branch is Treganna.\n\n- Trelái\n\n> Yes"


def test_a_blank_value_is_none() -> None:
    assert fill(LETTER, {"first_name": "Nia", "branch": "  "}) == fill(LETTER, {"first_name": "Nia"})
    assert missing(LETTER, {"first_name": " \n"}) == ("first_name",)


def test_only_what_this_person_is_shown_can_be_missing() -> None:
    letter = parse("((?branch)) In ((branch)) with ((chair))\n\n((closes))")
    assert missing(letter, {}) == ("closes",)
    assert missing(letter, {"branch": "Treganna"}) == ("chair", "closes")
    assert missing(letter, {"branch": "Treganna", "Chair": "Nia", "CLOSES": "noon"}) == ()


def test_what_has_no_value_stays_to_be_seen() -> None:
    assert to_text(fill(parse("Dear ((first_name))"), {})) == "Dear ((first_name))"


def test_new_lines_of_a_value_end_lines() -> None:
    filled = fill(parse("At:\n((place))"), {"place": "Transport House\r\n1 Cathedral Road"})
    assert to_text(filled) == "At:\nTransport House\n1 Cathedral Road"
    assert to_html(filled) == "<p>At:<br>Transport House<br>1 Cathedral Road</p>"


def test_a_value_in_a_link_cannot_lead_elsewhere() -> None:
    filled = fill(parse("[vote](https://example.org/?who=((token)))"), {"token": "@evil.example/?a&b#c"})
    assert to_html(filled) == '<p><a href="https://example.org/?who=%40evil.example%2F%3Fa%26b%23c">vote</a></p>'


def test_a_line_is_filled_without_markdown_and_stays_one_line() -> None:
    assert fill_line("Dear ((First name))", {"first_name": "*Siân*\r\nBcc: x@example.org"}) == "Dear *Siân* Bcc: x@example.org"
    assert missing_in_line("Dear ((first_name)) ((last_name))", {"last_name": "Sample"}) == ("first_name",)


def test_an_empty_text_is_no_trouble() -> None:
    assert fill(parse(""), {}) == Document()
    assert to_html(Document()) == to_text(Document()) == ""
