"""A pasted block becomes rows, and no letter of it is lost."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.rules.lists import parse_endorsers


def rows(text: str, *known: str) -> list[tuple[str, str]]:
    return [(row.name, row.detail) for row in parse_endorsers(text, known)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Nia Pugh-Example", [("Nia Pugh-Example", "")]),
    ("Cllr Nia Pugh-Example (Cardiff)", [("Cllr Nia Pugh-Example", "Cardiff")]),
    ("Nia Pugh-Example MS, Gwyn ap Sample AM and Mair Invented",
     [("Nia Pugh-Example MS", ""), ("Gwyn ap Sample AM", ""), ("Mair Invented", "")]),
    ("Nia Pugh-Example; Gwyn ap Sample & Mair Invented.",
     [("Nia Pugh-Example", ""), ("Gwyn ap Sample", ""), ("Mair Invented", "")]),
    ("Nia Pugh-Example, Gwyn ap Sample, and Mair Invented",
     [("Nia Pugh-Example", ""), ("Gwyn ap Sample", ""), ("Mair Invented", "")]),
    ("Nia Pugh-Example a Gwyn ap Sample", [("Nia Pugh-Example", ""), ("Gwyn ap Sample", "")]),
    ("Nia Pugh-Example ac Alun Invented", [("Nia Pugh-Example", ""), ("Alun Invented", "")]),
    ("Nia Pugh-Example (Cardiff) and Gwyn ap Sample (Swansea)",
     [("Nia Pugh-Example", "Cardiff"), ("Gwyn ap Sample", "Swansea")]),
    ("Nia Pugh-Example (Cardiff, Penarth and Barry)", [("Nia Pugh-Example", "Cardiff, Penarth and Barry")]),
    ("Nia Pugh-Example - leader of the council", [("Nia Pugh-Example", "leader of the council")]),
    ("Nia Pugh-Example – Cardiff", [("Nia Pugh-Example", "Cardiff")]),
    ("Sampleshire CLP 12-3-1", [("Sampleshire CLP", "12-3-1")]),
    ("Sampleshire CLP 12–3.", [("Sampleshire CLP", "12–3")]),
    ("Sampleshire CLP – unanimous 12-0", [("Sampleshire CLP", "unanimous 12-0")]),
    ("Nia Pugh-Example, MP 2010-2015", [("Nia Pugh-Example", "MP 2010-2015")]),
    ("Nia Pugh-Example: Cardiff", [("Nia Pugh-Example", "Cardiff")]),
    ("Nia Pugh-Example, former First Minister", [("Nia Pugh-Example", "former First Minister")]),
    ("Nia Pugh-Example, leader of Cardiff, Gwyn ap Sample",
     [("Nia Pugh-Example", "leader of Cardiff"), ("Gwyn ap Sample", "")]),
    ("Nia Pugh-Example, OBE, Gwyn ap Sample", [("Nia Pugh-Example, OBE", ""), ("Gwyn ap Sample", "")]),
    ("Cllr Nia Pugh-Example, Leader of Neath Council; Gwyn ap Sample MP, former Secretary of State",
     [("Cllr Nia Pugh-Example", "Leader of Neath Council"), ("Gwyn ap Sample MP", "former Secretary of State")]),
    ("Cyng. Nia Pugh-Example (Caerdydd) a'r Cyng. Gwyn ap Sample",
     [("Cyng. Nia Pugh-Example", "Caerdydd"), ("Cyng. Gwyn ap Sample", "")]),
    ("Nia Pugh-Example, Councillor Gwyn ap Sample", [("Nia Pugh-Example", ""), ("Councillor Gwyn ap Sample", "")]),
    ("Nia Pugh-Example (Neath) & Invented Society", [("Nia Pugh-Example", "Neath"), ("Invented Society", "")]),
    ("Backing her are Nia Pugh-Example, Gwyn ap Sample and Mair Invented",
     [("Nia Pugh-Example", ""), ("Gwyn ap Sample", ""), ("Mair Invented", "")]),
    ("Also supported by: Nia Pugh-Example and Mair Invented", [("Nia Pugh-Example", ""), ("Mair Invented", "")]),
    ("Endorsements: Nia Pugh-Example (Neath)", [("Nia Pugh-Example", "Neath")]),
])
def test_people_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize("body", [
    "Cardiff South and Penarth CLP",
    "Labour and Co-operative Party",
    "Labour and Co-operative Women's Network",
    "Union of Shop, Distributive and Allied Workers",
    "Sample & Invented Branch",
    "Merthyr Tydfil and Rhymney Constituency Labour Party",
    "Plaid Lafur Caerdydd a Bro Morgannwg",
    "Pontypridd",
    "Aberdeen South and North Kincardine",
    "Bethnal Green and Bow",
    "Supporters' Sample Association",
])
def test_a_body_stays_whole(body: str) -> None:
    assert rows(body, "Union of Shop, Distributive and Allied Workers") == [(body, "")]


def test_a_known_body_is_kept_whole_without_a_telling_word() -> None:
    line = "Nia Sample and Gwyn Example"
    assert rows(line) == [("Nia Sample", ""), ("Gwyn Example", "")]
    assert rows(line, "nia sample AND gwyn-example") == [(line, "")]
    assert rows("Penarth and Invented Fabians", "Invented Fabians") == [("Penarth", ""), ("Invented Fabians", "")]


def test_two_bodies_in_one_line_are_two() -> None:
    assert rows("Cardiff South and Penarth CLP, Invented Union and Sample Society") == [
        ("Cardiff South and Penarth CLP", ""), ("Invented Union", ""), ("Sample Society", ""),
    ]
    assert rows("Unite the Union, UNISON, GMB and CWU") == [
        ("Unite the Union", ""), ("UNISON", ""), ("GMB", ""), ("CWU", ""),
    ]


def test_lines_bullets_and_numbers() -> None:
    text = "\n• Nia Pugh-Example\n- Gwyn ap Sample (Neath)\n\n 3. Mair Invented\r\n4) Cardiff South and Penarth CLP\n*\n"
    found = parse_endorsers(text)
    assert [(row.name, row.detail, row.line) for row in found[:4]] == [
        ("Nia Pugh-Example", "", 2), ("Gwyn ap Sample", "Neath", 3), ("Mair Invented", "", 5),
        ("Cardiff South and Penarth CLP", "", 6),
    ]


def test_real_endorsers_pasted_one_a_line_come_back_whole() -> None:
    with shared_data("endorsements", "uk_endorsements.csv").open(encoding="utf-8", newline="") as file:
        names = sorted({row["endorser"] for row in csv.DictReader(file) if row["kind"] in {"AM", "MP", "MS"}})
    single = [name for name in names if not {",", "&", "("} & set(name) and " and " not in name]
    assert len(single) > 50
    assert [row.name for row in parse_endorsers("\n".join(single))] == single
    assert [row.name for row in parse_endorsers(", ".join(single))] == single


WORDS = st.sampled_from([
    "Nia", "Pugh-Example", "and", "&", "a", "ac", ",", ";", "(", ")", "[", "]", "CLP", "-", "–", "\n", "•", "1.", ":",
    "Labour", "leader", "OBE", "ŵ", ".", "",
])
pasted = st.text(max_size=120) | st.lists(WORDS, max_size=25).map(" ".join)


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalpha())


@given(pasted, st.lists(st.text(max_size=20), max_size=2))
def test_nothing_pasted_is_lost_but_words_that_join(text: str, known: list[str]) -> None:
    found = parse_endorsers(text, known)
    kept = letters("".join(row.name + row.detail for row in found))
    lost = letters(text) - kept
    assert set(lost) <= set("and" "AND" "cC" "rR")
    assert not kept - letters(text)


@given(pasted)
def test_every_row_has_a_name_and_a_line_of_the_text(text: str) -> None:
    for row in parse_endorsers(text):
        assert row.name.strip()
        assert 1 <= row.line <= len(text.splitlines())


@pytest.mark.parametrize("piece", ["Nia Sample and ", "a and ", "lower, ", "GMB, ", "(", "and ", "Nia (", "x; "])
def test_a_very_long_line_is_read_like_any_other(piece: str) -> None:
    text = piece * 3_000
    assert parse_endorsers(text, ["Taff and Ely"])


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0"])
def test_a_long_run_of_spaces_is_one_space(space: str) -> None:
    [row] = parse_endorsers(f"GMB{space * 32_000}Wales - 12-3-1")
    assert (row.name, row.detail) == ("GMB Wales", "12-3-1")
