"""Where things stand on the page, in millimetres measured in the PDF: the window of a C5 envelope and the clear zone around it."""

import io
from itertools import groupby, pairwise

import pdfplumber
import pytest

from tests.letters.samples import (
    ADDRESS,
    MM,
    SENDER,
    Box,
    ink,
    inked,
    letter,
    marks,
    pages_of,
    part,
    picture,
    two_pages,
)
from tracker.letters.letter import Letter, TextSize
from tracker.letters.rendering import preview

LEFT, TOP, WIDTH, HEIGHT = 24.6, 39.5, 95.4, 26.8
CLEAR_TOP, CLEAR_BOTTOM, CLEAR_RIGHT = 30, 95, 125
SEVEN_LINES = (
    "Y Parchedig Gwenllïan Llŷr ap Llywelyn-Ddychmygol-Sample", "Fflat 12, Neuadd y Ddinas Ddychmygol",
    "Sefydliad Dychmygol Cymru", "123 Ffordd yr Eglwys Gadeiriol", "Pontcanna", "CAERDYDD", "CF11 9HA",
)  # fmt: skip
IMPRINT = "Printed by Sample Printers, 12 Sample Road, Cardiff CF11 9HA. " * 5
LETTERS = {
    "one page": letter(),
    "two pages": two_pages(),
    "seven lines": letter(address=SEVEN_LINES),
    "seven lines, one of them too long for a line": letter(address=("Enw " * 27, *SEVEN_LINES[1:])),
    "signature": letter(signature=picture()),
    "a very wide signature": letter(signature=picture(size=(4000, 40))),
    "large print": letter(size=TextSize.LARGE),
    "many lines of the sender": letter(sender=SENDER * 4),
    "a long imprint": letter(parts=(part(imprint=IMPRINT),)),
    "a long imprint in large print": letter(size=TextSize.LARGE, parts=(part(imprint=IMPRINT),)),
    "a long imprint on two pages": letter(size=TextSize.LARGE, parts=(part("cy", imprint=IMPRINT), part(imprint=IMPRINT))),
    "a long subject": letter(parts=(part(subject="Selecting our candidate " * 9),)),
}


@pytest.mark.parametrize("sample", LETTERS.values(), ids=LETTERS)
def test_the_window_shows_the_address_and_the_clear_zone_nothing(sample: Letter) -> None:
    page = ink(preview(sample))
    found = inked(page, 0, CLEAR_TOP, CLEAR_RIGHT, CLEAR_BOTTOM)
    assert is_within(found, (LEFT, TOP, LEFT + WIDTH, TOP + HEIGHT))
    assert found[:2] == (pytest.approx(LEFT, abs=0.8), pytest.approx(TOP, abs=1.5))
    shown = "".join(char["text"] for char in marks(preview(sample)) if in_window(char))
    assert shown == "".join("".join(sample.address).split())


@pytest.mark.parametrize("sample", LETTERS.values(), ids=LETTERS)
def test_everything_stays_within_the_margins(sample: Letter) -> None:
    content = preview(sample)
    for number in range(len(pages_of(content))):
        assert is_within(inked(ink(content, number), 0, 0, 210, 297), (15, 5, 210 - 15, 297 - 5))


def is_within(inner: Box, outer: Box) -> bool:
    return all(one >= other for one, other in zip(inner[:2], outer[:2], strict=True)) and all(
        one <= other for one, other in zip(inner[2:], outer[2:], strict=True)
    )


def in_window(char: dict[str, float]) -> bool:
    return char["x0"] >= LEFT - 0.1 and char["x1"] <= LEFT + WIDTH and char["top"] >= TOP - 1 and char["bottom"] <= TOP + HEIGHT


def test_pages_are_a4() -> None:
    with pdfplumber.open(io.BytesIO(preview(two_pages()))) as pdf:
        assert [(round(page.width * MM, 1), round(page.height * MM, 1)) for page in pdf.pages] == [(210.0, 297.0)] * 2


def test_the_address_is_set_in_8_points_on_lines_of_8_and_a_half() -> None:
    found = [char for char in marks(preview(letter())) if in_window(char)]
    lines = [list(group) for _, group in groupby(found, key=lambda char: round(char["top"], 2))]
    assert ["".join(char["text"] for char in line) for line in lines] == ["".join(line.split()) for line in ADDRESS]
    assert {round(char["size"], 2) for char in found} == {8.0}
    tops = [line[0]["top"] / MM for line in lines]
    assert [round(below - above, 2) for above, below in pairwise(tops)] == [8.5] * 4


def test_the_sender_stands_right_of_the_window() -> None:
    found = inked(ink(preview(letter(sender=SENDER * 4))), CLEAR_RIGHT, 0, 210, CLEAR_BOTTOM)
    assert is_within(found, (CLEAR_RIGHT, CLEAR_TOP, 190, CLEAR_BOTTOM))
    assert found[0] == pytest.approx(CLEAR_RIGHT, abs=0.8)


@pytest.mark.parametrize("size", TextSize)
def test_the_body_begins_below_95_mm_whatever_roofs_its_first_line_has(size: TextSize) -> None:
    first = inked(ink(preview(letter(reference="M1-0001", size=size))), 0, CLEAR_BOTTOM - 10, 210, 200)
    assert CLEAR_BOTTOM <= first[1] < CLEAR_BOTTOM + 3
