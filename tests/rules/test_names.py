"""Names are found however they are spelt, sorted by surname, and never changed."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.rules.names import compact_key, initials, search_key, sort_key, split_name, without_honorifics

names = st.text(max_size=60) | st.sampled_from([
    "Cllr Dr", "ap", "MP", "Rt Hon", ",", "Sir ,", "O'Neill MS, OBE",
])


@pytest.mark.parametrize(("text", "key"), [
    ("Siôn ŵ Ŷ", "sion w y"),
    ("Łukasz Øster", "lukasz oster"),
    ("Æneas Strauß", "aeneas strauss"),
    ("Huw Irranca-Davies", "huw irranca davies"),
    ("  Pen–y–bont\tar Ogwr ", "pen y bont ar ogwr"),
    ("O’Neill", "oneill"),
    ("O'Neill", "oneill"),
    ("José", "jose"),
    ("", ""),
])
def test_a_search_key_ignores_accents_case_and_punctuation(text: str, key: str) -> None:
    assert search_key(text) == key


def test_one_place_in_three_spellings_has_one_compact_key() -> None:
    assert {compact_key(name) for name in ("Pen y bont", "Penybont", "Pen-y-bont", "PEN-Y-BONT")} == {"penybont"}


@pytest.mark.parametrize(("name", "bare"), [
    ("Cllr Nia Pugh-Example", "Nia Pugh-Example"),
    ("Cyng. Nia Pugh-Example", "Nia Pugh-Example"),
    ("The Rt Hon. Gwyn ap Sample MS", "Gwyn ap Sample"),
    ("Baroness Invented of Nowhere", "Invented of Nowhere"),
    ("Prof Dame Nia Pugh-Example DBE, QPM", "Nia Pugh-Example"),
    ("Mair Invented, M.P.", "Mair Invented"),
    ("Mr Lord", "Lord"),
    ("Sir", "Sir"),
    ("Yo-Yo Ma", "Yo-Yo Ma"),
    ("Mair Invented", "Mair Invented"),
])
def test_titles_and_letters_are_set_aside(name: str, bare: str) -> None:
    assert without_honorifics(name) == bare


@pytest.mark.parametrize(("name", "given_names", "surname"), [
    ("Gwyn ap Sample", "Gwyn", "ap Sample"),
    ("Nest ferch Example AM", "Nest", "ferch Example"),
    ("Ludo van de Sample", "Ludo", "van de Sample"),
    ("Cllr Huw Irranca-Davies", "Huw", "Irranca-Davies"),
    ("Pugh-Example, Nia", "Nia", "Pugh-Example"),
    ("Pugh-Example, Cllr Nia", "Nia", "Pugh-Example"),
    ("Van Morrisample", "Van", "Morrisample"),
    ("Dafydd", "", "Dafydd"),
    ("", "", ""),
])
def test_particles_stay_with_the_surname(name: str, given_names: str, surname: str) -> None:
    parts = split_name(name)
    assert (parts.given, parts.surname) == (given_names, surname)


def test_people_sort_by_surname_whatever_their_titles() -> None:
    people = ["Rt Hon Zoe Abel", "Gwyn ap Sample", "Cllr Ann Zed", "Siân Éclair MS", "Lord Bold", "Ann Abel"]
    assert sorted(people, key=sort_key) == [
        "Ann Abel", "Rt Hon Zoe Abel", "Gwyn ap Sample", "Lord Bold", "Siân Éclair MS", "Cllr Ann Zed",
    ]


@pytest.mark.parametrize(("name", "letters"), [
    ("Cllr Gwyn ap Sample MS", "GS"), ("Siân Éclair", "SÉ"), ("Dafydd", "D"), ("", ""),
])
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_real_members_sort_under_their_surnames() -> None:
    with shared_data("endorsements", "uk_endorsements.csv").open(encoding="utf-8", newline="") as file:
        people = {row["endorser"] for row in csv.DictReader(file)}
    chosen = people & {"Huw Irranca-Davies", "Dawn Bowden", "Alun Davies"}
    assert sorted(chosen, key=sort_key) == ["Dawn Bowden", "Alun Davies", "Huw Irranca-Davies"]


@given(names)
def test_no_name_is_refused_and_every_key_is_stable(name: str) -> None:
    key = search_key(name)
    assert search_key(key) == key
    assert compact_key(key) == compact_key(name)
    assert sort_key(name) == sort_key(name)
    initials(name)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_names_with_one_search_key_have_one_compact_key(one: str, other: str) -> None:
    assert search_key(one) != search_key(other) or compact_key(one) == compact_key(other)


@given(names)
def test_splitting_keeps_only_words_of_the_name(name: str) -> None:
    parts = split_name(name)
    assert set(search_key(f"{parts.given} {parts.surname}").split()) <= set(search_key(name).split())
