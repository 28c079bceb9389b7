"""What people write comes out of the PDF as it went in, whatever it looks like; what cannot is reported before."""

import unicodedata

import pytest

from tests.letters.content.test_parsing import NAUGHTY
from tests.letters.samples import letter, part, text_of
from tests.shared_data import shared_data
from tracker.letters.checking import problems
from tracker.letters.content import fill, parse
from tracker.letters.face import absent, printable
from tracker.letters.rendering import measure, preview

CODE = [
    '#read("/etc/passwd")', '#import "@preview/cetz:0.3.4"', "#panic()", "#{ while true {} }", '"]); #read("letters.json") //', "\\",
    "C:\\new\\table", "$x^2$", "`raw`", "*not bold* _not italic_", "= not a heading", "- not a point", "/ not: a term", "<label> @label",
    "https://example.org//path", "/* not a comment */ // nor this", "a~b--c---d...e", "'quoted' \"so\"", "{{ 7 * 7 }}", "((not_again)",
]  # fmt: skip
DIACRITICS = "ŵ ŷ Ŵ Ŷ ẁ ẃ ẅ ỳ Ẁ Ẃ Ẅ Ỳ â ê î ô û Â Ê Î Ô Û ä ë ï ö ü ÿ á é í ó ú à è ì ò ù"


def squeezed(text: str) -> str:
    """The text without spaces and marks that print nothing, which a PDF need not keep, and with letters and their marks as one."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace() and unicodedata.category(c) != "Cf")


def printed(values: list[str]) -> str:
    """The text of a letter whose body holds each of these values, bracketed."""
    body = fill(parse("\n\n".join(f"[((v{at}))]" for at in range(len(values)))), {f"v{at}": value for at, value in enumerate(values)})
    return text_of(preview(letter(parts=(part(body=body),))))


@pytest.mark.parametrize("value", CODE)
def test_code_is_words_wherever_it_stands(value: str) -> None:
    written = part(
        body=fill(parse("((value)) and **((value))**"), {"value": value}), salutation=f"Dear {value}",
        subject=value, valediction=value, signatory=(value, value), enclosures=(value,), imprint=value,
    )  # fmt: skip
    content = text_of(preview(letter(address=("A", value, "CF11 9HA"), sender=("A", value), parts=(written,))))
    assert squeezed(content).count(squeezed(value)) >= 11


def test_naughty_strings_come_out_as_they_went_in() -> None:
    values = [value for value in NAUGHTY if printable(value).strip() and not absent(value)]
    assert len(values) > 400
    text = squeezed(printed(values))
    for value in values:
        assert squeezed(printable(value)) in text, value


def test_what_the_typeface_lacks_is_reported_before() -> None:
    lacking = [value for value in NAUGHTY if absent(value)]
    assert len(lacking) > 50
    for value in lacking:
        (problem,) = problems(letter(sender=("A", value[:40]))) if absent(value[:40]) else [None]
        assert problem is None or set(problem.detail.split()) == absent(value[:40])


def test_every_welsh_letter_is_printed() -> None:
    names = shared_data("places_people", "welsh_names_with_diacritics.csv").read_text(encoding="utf-8").splitlines()[1:]
    values = [DIACRITICS, *(name.split(",")[1] for name in names)]
    text = squeezed(printed(values))
    assert all(squeezed(value) in text for value in values)


def test_a_letter_and_its_mark_apart_are_printed_together() -> None:
    assert squeezed("Siân Ŷnyr") in squeezed(printed([unicodedata.normalize("NFD", "Siân Ŷnyr")]))


def test_marks_that_print_nothing_are_left_out_and_odd_spaces_are_spaces() -> None:
    assert printable("b\u202ec\ufeffd\U000e0041e\ufe0f") == "bcde"
    assert printable("e\tf\u2028g\x0bh\u3000i\u00a0j") == "e f g h i\u00a0j"
    assert "b\u00e2c" in text_of(preview(letter(sender=("A", "b\u202e\ufeff\u00e2c"))))


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f"])
def test_control_characters_do_no_harm(control: str) -> None:
    assert measure([letter(sender=("A", f"b{control}c"))]) == [1]


def test_a_link_is_followed_by_its_address() -> None:
    text = text_of(preview(letter(parts=(part(body=parse("See [the rules](https://example.org/r) or <post@example.org>.")),))))
    assert "See the rules (https://example.org/r) or post@example.org." in text
