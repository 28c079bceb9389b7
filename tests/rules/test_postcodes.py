"""Postcodes: against published cases, and by what must always hold."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.rules.postcodes import AREAS, likely_postcode, normalise_postcode, outcode

NO_AREA = {"MA1 1AA"}  # the published case asks only for the shape of a postcode; there is no area MA


def rows(*kinds: str) -> list[dict[str, str]]:
    with shared_data("bad_inputs", "postal_email", "postcode_cases.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] in kinds and row["input"] not in NO_AREA]


def notify_cases(name: str) -> list[tuple[str, object]]:
    path = shared_data("bad_inputs", "postal_email", "govuk_notify_postal_address_cases.json")
    return [tuple(case) for case in json.loads(path.read_text("utf-8"))[name]["cases"]]


@pytest.mark.parametrize("row", rows("valid"))
def test_what_can_be_a_postcode(row: dict[str, str]) -> None:
    assert (normalise_postcode(row["input"]) is not None) == (row["expected"] == "true")


@pytest.mark.parametrize(("text", "is_real"), notify_cases("test_if_postcode_is_a_real_uk_postcode"))
def test_what_is_a_postcode_of_a_real_area(text: str, is_real: bool) -> None:
    assert (normalise_postcode(text) is not None) == is_real


@pytest.mark.parametrize("row", rows("normalise"))
def test_a_postcode_is_written_one_way(row: dict[str, str]) -> None:
    assert (normalise_postcode(row["input"]) or "") == row["expected"]


@pytest.mark.parametrize(("text", "written"), notify_cases("test_format_postcode_for_printing"))
def test_a_postcode_is_written_with_its_space(text: str, written: str) -> None:
    if written != "GIR 0AA":  # a bank's, of no area, and nobody's home
        assert normalise_postcode(text) == written


@pytest.mark.parametrize("row", rows("outcodes"))
def test_the_outward_part(row: dict[str, str]) -> None:
    real = any(row["input"].startswith(area) and not row["input"][len(area)].isalpha() for area in AREAS)
    assert outcode(row["input"]) == (row["expected"] if real else None)


def test_every_postcode_of_south_wales_is_one() -> None:
    with shared_data("places_people", "south_wales_postcodes_full.csv").open(encoding="utf-8", newline="") as file:
        written = [row["postcode"] for row in csv.DictReader(file)]
    assert len(written) > 30_000
    assert [postcode for postcode in written if normalise_postcode(postcode.replace(" ", "").lower()) != postcode] == []


@pytest.mark.parametrize("text", ["CF11 9HA", " cf119ha ", "c f 1 1 9 h a", "CF11\u00a09HA", "CF11\u200b9HA", "CF11\t9HA"])
def test_spaces_of_any_kind_are_of_no_account(text: str) -> None:
    assert normalise_postcode(text) == "CF11 9HA"


@pytest.mark.parametrize("text", ["CF11 9HÂ", "CF1१ 9HA", "CF11-9HA", "CF11 9HA!", "CF11 9HACF11 9HA", "CF11 9CA", "x" * 100_000])
def test_what_only_looks_like_a_postcode_is_none(text: str) -> None:
    assert normalise_postcode(text) is None
    assert outcode(text) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("SWIA 2AA", "SW1A 2AA"), ("SO OAA", "S0 0AA"), ("CF3 OJQ", "CF3 0JQ"), ("cfl 9ha", "CF1 9HA"), ("SO1 OAA", None),
        ("Cardiff", None), ("", None), ("CF11 9HA", "CF11 9HA"), ("CF1O OAA", "CF10 0AA"), ("x" * 100_000, None),
    ],
)  # fmt: skip
def test_a_misread_letter_is_guessed_only_where_there_is_one_answer(typed: str, meant: str | None) -> None:
    assert likely_postcode(typed) == meant


@given(st.text(alphabet="CFSWNPBA0123456789OIlhjq \t\u200b", max_size=12) | st.text(max_size=12))
def test_writing_it_again_changes_nothing(text: str) -> None:
    written = normalise_postcode(text)
    if written is not None:
        assert normalise_postcode(written) == normalise_postcode(written.lower()) == written
        assert written.startswith(f"{outcode(text)} ")
