"""Cells become values the way people here write them; and columns find their fields."""

import contextlib
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.kernel.imports import CellProblem, ImportField, guess_columns
from tracker.kernel.imports import fields as parse


class Grade(StrEnum):
    MINUTE = "minute"
    PUBLIC_STATEMENT = "public_statement"


WORDS = {Grade.MINUTE: "Minute of the meeting", Grade.PUBLIC_STATEMENT: "Public statement"}
FIELDS = (
    ImportField(
        name="name", label="Name", parse=parse.text(), required=True, synonyms=("full name", "supporter")
    ),
    ImportField(name="supported_on", label="Supported on", parse=parse.day, synonyms=("date",)),
    ImportField(name="public_consent", label="Consent", parse=parse.yes_or_no),
    ImportField(name="email", label="E-mail", parse=parse.email),
)


@pytest.mark.parametrize(
    "cell",
    [
        "2012-06-15", "15/06/2012", "15/6/12", "15.06.2012", "15-06-2012", "15 June 2012", "15th June 2012", "Friday 15 June 2012",
        "Fri, 15 Jun 2012", "15-Jun-12", "15Jun2012", "June 15, 2012", "15 Mehefin 2012", "15 o Fehefin 2012", "15fed Mehefin 2012",
        "Dydd Gwener 15 Mehefin 2012", "2012-06-15T12:00", "2012-06-15 00:00:00", "2012-06-15T12:00:00Z", "41075", "15  june   2012",
    ],
)  # fmt: skip
def test_one_day_in_the_ways_people_write_it(cell: str) -> None:
    assert parse.day(cell) == date(2012, 6, 15)


@pytest.mark.parametrize(
    "cell",
    [
        "06/15/2012",
        "31/02/2012",
        "15 Junuary 2012",
        "2012",
        "tomorrow",
        "15/06",
        "15/06/20123",
        "٣/٤/2012",
        "1899-12-31",
        "15/06/2012 or so",
        "2012-13-01",
        "9" * 500,
    ],
)
def test_what_is_no_day_is_told_and_never_guessed(cell: str) -> None:
    with pytest.raises(CellProblem):
        parse.day(cell)


@given(st.text())
def test_no_text_breaks_a_parser(cell: str) -> None:
    for read in (parse.day, parse.yes_or_no, parse.email, parse.whole_number(), parse.text(20)):
        with contextlib.suppress(CellProblem):
            read(cell)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_each_way_of_writing_it(day: date) -> None:
    assert {
        parse.day(day.isoformat()),
        parse.day(f"{day:%d/%m/%Y}"),
        parse.day(f"{day.day} {day:%B} {day.year}"),
    } == {day}


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1250", 1250), ("1,250", 1250), ("1 250", 1250), ("1\u00a0250", 1250), ("20.0", 20), ("0", 0)],
)
def test_whole_numbers_with_and_without_their_thousands(cell: str, number: int) -> None:
    assert parse.whole_number()(cell) == number


@pytest.mark.parametrize("cell", ["-1", "1.5", "12,50", "one", "٣", "1e3", "9" * 300, "²"])
def test_what_is_no_count_is_refused(cell: str) -> None:
    with pytest.raises(CellProblem):
        parse.whole_number()(cell)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Yes", True),
        ("y", True),
        ("YDW", True),
        ("ie", True),
        ("TRUE", True),
        ("✓", True),
        ("No", False),
        ("Na", False),
        ("nac ydw", False),
        ("0", False),
    ],
)
def test_yes_and_no_in_both_languages(cell: str, answer: bool) -> None:
    assert parse.yes_or_no(cell) is answer


@pytest.mark.parametrize("cell", ["maybe", "2", "yes and no", "N/A?"])
def test_neither_yes_nor_no_is_refused(cell: str) -> None:
    with pytest.raises(CellProblem):
        parse.yes_or_no(cell)


def test_a_choice_is_known_by_value_words_or_synonym_and_else_told_which_there_are(session) -> None:
    grade = parse.one_of(Grade, WORDS, {"minutes": Grade.MINUTE})
    assert [grade(cell) for cell in ("minute", "Minutes", "PUBLIC statement", "public_statement", "minute of the meeting")] == [
        Grade.MINUTE, Grade.MINUTE, Grade.PUBLIC_STATEMENT, Grade.PUBLIC_STATEMENT, Grade.MINUTE,
    ]  # fmt: skip
    with pytest.raises(CellProblem, match="Minute of the meeting; Public statement"):
        grade("rumour")


def test_columns_are_guessed_past_capitals_spaces_accents_and_small_slips(session) -> None:
    columns = ["Colour", "FULL_NAME", "Suported  On", "e mail", "Públic Consent"]
    assert guess_columns(FIELDS, columns) == {
        "name": "FULL_NAME",
        "supported_on": "Suported  On",
        "email": "e mail",
        "public_consent": "Públic Consent",
    }


def test_an_exact_name_wins_over_an_earlier_likeness_and_no_column_serves_twice(session) -> None:
    assert guess_columns(FIELDS, ["Names", "Name", "Nmae"]) == {"name": "Name"}


def test_an_empty_cell_is_an_error_only_where_it_must_be_filled() -> None:
    assert FIELDS[1].read("  ") is None
    with pytest.raises(CellProblem, match="empty"):
        FIELDS[0].read(" ")
