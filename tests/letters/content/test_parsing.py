"""Only the documented subset is markup; everything else stays what was typed."""

import json

import pytest

from tests.shared_data import shared_data
from tracker.kernel.errors import Refused
from tracker.letters.content import (
    LONGEST_TEXT,
    Break,
    Heading,
    Listing,
    Paragraph,
    Placeholder,
    Quote,
    Words,
    parse,
    placeholders,
    to_text,
)

NAUGHTY: list[str] = json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8"))


def test_the_subset_becomes_data() -> None:
    blocks = parse("# The ballot\n\nDear **friend**,\nread *on*.\n\n3. one\n4. two\n\n- a point\n\n> said so").blocks
    assert blocks == (
        Heading(level=1, runs=(Words(text="The ballot"),)),
        Paragraph(
            runs=(
                Words(text="Dear "), Words(text="friend", is_bold=True), Words(text=","), Break(),
                Words(text="read "), Words(text="on", is_italic=True), Words(text="."),
            )
        ),
        Listing(start=3, items=((Paragraph(runs=(Words(text="one"),)),), (Paragraph(runs=(Words(text="two"),)),))),
        Listing(items=((Paragraph(runs=(Words(text="a point"),)),),)),
        Quote(blocks=(Paragraph(runs=(Words(text="said so"),)),)),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '#read("/etc/passwd")',
        '#import "@preview/cetz:0.3.4"',
        "![a picture](picture.png",
        "| a | b |",
        "`code` and ~~struck~~",
        "&amp; &#35; $x$ @label <label>",
        "    indented by four",
        "a---b...c 'quoted' \"so\"",
    ],
)
def test_what_is_not_of_the_subset_stays_as_typed(typed: str) -> None:
    assert to_text(parse(typed)) == typed.strip()


@pytest.mark.parametrize("typed", NAUGHTY)
def test_nothing_said_is_lost_from_a_naughty_text(typed: str) -> None:
    assert [c for c in to_text(parse(typed)) if c.isalnum()] == [c for c in typed if c.isalnum()]


def test_a_backslash_keeps_a_mark_from_being_one() -> None:
    assert parse(r"\*not slanted\*").blocks == (Paragraph(runs=(Words(text="*not slanted*"),)),)


@pytest.mark.parametrize("written", ["((first_name))", "((First name))", "(( FIRST-NAME ))"])
def test_a_placeholder_may_be_spelt_in_several_ways(written: str) -> None:
    assert parse(written).blocks == (Paragraph(runs=(Placeholder(name="first_name"),)),)


def test_a_placeholder_keeps_the_weight_around_it() -> None:
    (paragraph,) = parse("**Dear ((name))**").blocks
    assert paragraph == Paragraph(runs=(Words(text="Dear ", is_bold=True), Placeholder(name="name", is_bold=True)))


def test_an_optional_paragraph_heading_and_point_know_what_they_need() -> None:
    document = parse("((?branch)) Your branch\n\n## ((?branch)) Branches\n\n- ((?ward))\n  In your ward")
    paragraph, heading, listing = document.blocks
    assert paragraph == Paragraph(runs=(Words(text="Your branch"),), needs="branch")
    assert heading == Heading(level=2, runs=(Words(text="Branches"),), needs="branch")
    assert listing == Listing(items=((Paragraph(runs=(Words(text="In your ward"),), needs="ward"),),))
    assert placeholders(document) == {"branch", "ward"}


def test_placeholders_in_links_are_known() -> None:
    assert placeholders(parse("[vote](https://example.org/?who=((token)))")) == {"token"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * (LONGEST_TEXT + 1), "longer than 20000 characters"),
        ("> > > > > five deep", "more than 4 deep"),
        ("> " * 30 + "thirty deep", "more than 4 deep"),
        ("- " * 30 + "thirty deep", "more than 4 deep"),
        ("You see ((?branch)) here", "only at the beginning"),
        ("((?one))((?two)) both", "only at the beginning"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_what_to_do(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        parse(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "[x](javascript:alert(1))",
        "[us](www.example.org)",
        "[us](ftp://example.org)",
        "[us](https://((host))/)",
        "[us]((place))",
        "<data:x>",
    ],
)
def test_what_leads_nowhere_is_no_link(typed: str) -> None:
    assert to_text(parse(typed)) == typed
