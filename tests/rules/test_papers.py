"""Ranges of numbers, languages, and what a paper must carry."""

import pytest

from tracker.rules.electorate import LetterFormat, LetterLanguage
from tracker.rules.paper_specification import LAW, PaperItem, items_for, missing
from tracker.rules.papers import FORMATS_OF_LETTERS, PaperFormat, PaperLanguages, overlap, speaks


@pytest.mark.parametrize(("one", "other", "expected"), [
    ((1, 10), (11, 20), False), ((1, 10), (10, 20), True), ((5, 6), (1, 10), True), ((1, 10), (5, 6), True), ((11, 20), (1, 10), False),
])  # fmt: skip
def test_ranges_overlap_when_they_share_a_number(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    assert overlap(one, other) is expected


def test_an_edition_in_both_languages_speaks_to_everybody_and_one_in_a_language_to_its_readers() -> None:
    assert [speaks(each, LetterLanguage.WELSH) for each in PaperLanguages] == [True, True, False]
    assert [speaks(each, LetterLanguage.ENGLISH) for each in PaperLanguages] == [True, False, True]


def test_everybody_who_asked_for_a_format_has_one_on_paper() -> None:
    assert set(FORMATS_OF_LETTERS) == set(LetterFormat)
    assert PaperFormat.EMAIL not in FORMATS_OF_LETTERS.values()


def test_what_is_not_said_is_missing_and_a_paper_by_email_does_not_come_back_by_post() -> None:
    said = {item.value: "x" for item in PaperItem} | {"scrutineer": "  "}
    assert missing(said, PaperFormat.STANDARD) == (PaperItem.SCRUTINEER,)
    assert set(missing({}, PaperFormat.BRAILLE)) >= LAW
    assert set(items_for(PaperFormat.STANDARD)) - set(items_for(PaperFormat.EMAIL)) == {PaperItem.RETURN_ADDRESS, PaperItem.RETURN_FREE}
