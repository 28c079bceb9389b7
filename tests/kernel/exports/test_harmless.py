"""Cells a spreadsheet would run arrive as text; numbers and telephone numbers arrive as they were."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from tests.shared_data import shared_data
from tracker.kernel.exports import Provenance, as_written, csv_pieces, harmless, write_xlsx

WHO = Provenance(
    title="=Members",
    exported_by="Nia Pugh-Example",
    exported_at=datetime(2026, 6, 15, 11, tzinfo=UTC),
    reason="@audit",
)
INJECTIONS = (
    shared_data("bad_inputs", "spreadsheet_formula_injection.txt")
    .read_bytes()
    .decode()
    .removesuffix("\n")
    .split("\n")
)
KEPT = {"-125.00", "-10", "cmd"}


@pytest.mark.parametrize("text", INJECTIONS)
def test_each_known_injection_is_shielded_and_nothing_else(text: str) -> None:
    assert harmless(text) == (text if text in KEPT else f"'{text}")


@pytest.mark.parametrize(
    "text",
    [
        "-125.00",
        "+44 1234",
        "+44 (0)1234 567890",
        "-1,250.50",
        "+5%",
        "-£125.00",
        "1e-5",
        "-1.5E+3",
        "-",
        "",
        "Siân",
        "a=b",
        "'",
        "'tis",
        "x-y",
    ],
)
def test_figures_telephones_and_plain_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text",
    [
        " =1+1",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1+1",
        "\uff20SUM(1)",
        "+",
        "-%",
        "+44 1234+cmd",
        "-1-1",
        "'=1",
        "+44\n=1",
        "-5\n",
    ],
)
def test_disguised_formulas_are_shielded_too(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text() | st.text(alphabet="'=+-@\t\r\n 1a"))
def test_what_was_written_can_always_be_read_back(text: str) -> None:
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize("text", json.loads(shared_data("bad_inputs", "blns.json").read_text("utf-8")))
def test_naughty_strings_survive_the_way_out_and_back(text: str) -> None:
    assert as_written(harmless(text)) == text


def test_a_csv_says_who_took_it_when_and_why_and_opens_with_its_accents() -> None:
    text = "".join(
        csv_pieces(
            WHO, ["Name", "Owes"], [["Siân Ŵyn-Esiampl", -125], ["=1+1", None], [date(2012, 6, 15), True]]
        )
    )
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert rows[:5] == [
        ["'=Members"],
        ["Exported by", "Nia Pugh-Example"],
        ["Exported at", "2026-06-15 12:00"],
        ["Reason", "'@audit"],
        [],
    ]
    assert rows[5:] == [["Name", "Owes"], ["Siân Ŵyn-Esiampl", "-125"], ["'=1+1", ""], ["2012-06-15", "True"]]


def test_a_long_csv_comes_in_pieces() -> None:
    pieces = csv_pieces(None, ["Number"], ([n] for n in range(1_700)))
    first = next(pieces)
    assert len(first.splitlines()) == 500
    assert sum(len(piece.splitlines()) for piece in pieces) == 1_201


def test_an_xlsx_keeps_text_as_text_and_days_as_days(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(
        path,
        WHO,
        ["Name", "On", "Owes"],
        [
            ["=1+1", date(2012, 6, 15), -125.5],
            ["{=A1}", datetime(2012, 6, 15, 11, tzinfo=UTC), None],
            ["https://example.org", None, 1],
        ],
    )
    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[6:]] == ["=1+1", "{=A1}", "https://example.org"]
    assert (rows[6][1:], rows[7][1]) == ([date(2012, 6, 15), -125.5], datetime(2012, 6, 15, 12))
