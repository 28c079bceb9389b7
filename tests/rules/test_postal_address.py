"""Addresses: against GOV.UK Notify's published cases, and by what must always hold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.rules.countries import country_abroad, is_united_kingdom
from tracker.rules.postal_address import AddressFault, PostalAddress, faults, read_address

Code = AddressFault
GWYN = ["Gwyn ap Sample", "1 Heol Enghraifft"]


def cases(name: str) -> list:
    path = shared_data("bad_inputs", "postal_email", "govuk_notify_postal_address_cases.json")
    return json.loads(path.read_text("utf-8"))[name]["cases"]


def codes(block: str | list[str], *, abroad: bool = False) -> set[AddressFault]:
    return {fault.code for fault in faults(read_address(block), abroad=abroad)}


@pytest.mark.parametrize(("block", "enough"), cases("test_has_enough_lines"))
def test_three_lines_are_enough(block: str, enough: bool) -> None:
    assert (Code.TOO_FEW_LINES not in codes(block)) == enough


@pytest.mark.parametrize(("block", "too_many"), cases("test_has_too_many_lines"))
def test_more_than_seven_lines_are_too_many(block: str, too_many: bool) -> None:
    assert (Code.TOO_MANY_LINES in codes(block)) == too_many


@pytest.mark.parametrize(("block", "postcode"), cases("test_postcode"))
def test_the_postcode_is_in_the_last_line(block: str, postcode: str | None) -> None:
    assert read_address(block).postcode == postcode


@pytest.mark.parametrize(("block", "refused"), cases("test_has_invalid_characters"))
def test_no_line_starts_with_a_mark(block: str, refused: bool) -> None:
    assert (Code.BAD_START in codes(block)) == refused


@pytest.mark.parametrize(("block", "homeless"), cases("test_has_no_fixed_abode_address"))
def test_no_letter_reaches_no_fixed_abode(block: str, homeless: bool) -> None:
    assert (Code.NO_FIXED_ABODE in codes(block)) == homeless


def test_no_fixed_abode_in_welsh() -> None:
    assert Code.NO_FIXED_ABODE in codes("Gwyn ap Sample\nHeb gartref sefydlog\nCF11 9HA")


@pytest.mark.parametrize(("block", "abroad"), cases("test_international"))
def test_a_country_in_the_last_line_is_abroad(block: str, abroad: bool) -> None:
    assert (read_address(block).country is not None) == abroad


@pytest.mark.parametrize(("block", "written", "in_a_row"), cases("test_normalised"))
def test_an_address_has_one_normal_form(block: str, written: str, in_a_row: str) -> None:
    address = read_address(block)
    assert ("\n".join(address.lines), address.single_line) == (written, in_a_row)


@pytest.mark.parametrize(("block", "abroad", "valid"), cases("test_valid_with_international_parameter"))
def test_what_can_be_written_to(block: str, abroad: bool, valid: bool) -> None:
    assert (codes(block, abroad=abroad) == set()) == valid


@pytest.mark.parametrize("block", cases("test_valid_last_line_too_short_too_long"))
def test_a_good_last_line_does_not_excuse_the_count(block: str) -> None:
    assert codes(block, abroad=True) <= {Code.TOO_FEW_LINES, Code.TOO_MANY_LINES}
    assert codes(block, abroad=True)


@pytest.mark.parametrize(("block", "is_bfpo"), cases("test_bfpo_addresses"))
def test_forces_post_is_known_by_its_number(block: str, is_bfpo: bool) -> None:
    assert (read_address(block).bfpo is not None) == is_bfpo


@pytest.mark.parametrize(("block", "number"), cases("test_bfpo_number_parsing"))
def test_the_number_of_forces_post(block: str, number: int | None) -> None:
    bfpo = read_address(block).bfpo
    assert (int(bfpo.split(" ")[-1]) if bfpo else None) == number


@pytest.mark.parametrize(("block", "lines"), cases("test_normalised_lines"))
def test_forces_post_ends_with_its_number(block: str, lines: list[str]) -> None:
    assert list(read_address(block).lines) == lines == list(read_address(block).as_printed())


@pytest.mark.parametrize(("block", "lines"), cases("test_bfpo_address_lines"))
def test_the_body_of_forces_post(block: str, lines: list[str]) -> None:
    assert list(read_address(block).body) == lines


@pytest.mark.parametrize(
    ("block", "first", "second"), [case for case in cases("test_has_alphanumeric_character_in_address_lines_1_and_2") if case[0]]
)
def test_the_first_two_lines_say_something(block: str, first: bool, second: bool) -> None:
    blank = {fault.line for fault in faults(read_address(block)) if fault.code is Code.NO_LETTER_OR_DIGIT}
    assert blank == {number for number, said in ((1, first), (2, second)) if not said}


@pytest.mark.parametrize(
    ("block", "printed"),
    [
        ([*GWYN, "Treganna", "Caerdydd", "", "", "cf119ha"], [*GWYN, "Treganna", "CAERDYDD", "CF11 9HA"]),
        ([*GWYN, "Y Tŵr", "Pen-y-bont ar Ogwr", "CF31 1AA"], [*GWYN, "Y Tŵr", "PEN-Y-BONT AR OGWR", "CF31 1AA"]),
        ([*GWYN, "Pontypridd", "Mid Glamorgan", "CF37 1AA"], [*GWYN, "PONTYPRIDD", "Mid Glamorgan", "CF37 1AA"]),
        ([*GWYN, "Abertawe", "Cymru", "SA1 1AA"], [*GWYN, "ABERTAWE", "SA1 1AA"]),
        ([*GWYN, "Cardiff CF11 9HA", "", "CF11 9HA"], [*GWYN, "CARDIFF", "CF11 9HA"]),
        ([*GWYN, "Cardiff, cf11 9ha"], [*GWYN, "CARDIFF", "CF11 9HA"]),
        ([*GWYN, "CF11 9HA", "UK", "CF119HA"], ["Gwyn ap Sample", "1 HEOL ENGHRAIFFT", "CF11 9HA"]),
        (["Gwyn ap Sample", "Powys", "SY16 1AA"], ["Gwyn ap Sample", "POWYS", "SY16 1AA"]),
        (["Gwyn ap Sample", "CF11 9HA"], ["Gwyn ap Sample", "CF11 9HA"]),
        ([*GWYN, "Berlin", "Yr Almaen"], [*GWYN, "Berlin", "GERMANY"]),
        ([*GWYN, "Paris", "France", "", "75001"], [*GWYN, "Paris", "75001", "FRANCE"]),
        ([*GWYN, "BFPO 12, BF1 1AA"], [*GWYN, "BF1 1AA", "BFPO 12"]),
        ([*GWYN, "BFPO C/O 12", "bf1 1aa"], [*GWYN, "BF1 1AA", "BFPO c/o 12"]),
    ],
)  # fmt: skip
def test_how_it_stands_in_the_window(block: list[str], printed: list[str]) -> None:
    assert list(read_address(block).as_printed()) == printed


def test_two_postcodes_that_differ_are_both_kept() -> None:
    assert read_address([*GWYN, "CF10 1AA", "CF11 9HA"]).lines == (*GWYN, "CF10 1AA", "CF11 9HA")


def test_every_fault_is_named_with_its_line() -> None:
    found = faults(read_address("???\n<b>1 Heol Enghraifft\nNFA\nCardiff"))
    assert [(fault.code, fault.line, fault.text) for fault in found] == [
        (Code.NO_LETTER_OR_DIGIT, 1, "???"),
        (Code.BAD_START, 2, "<b>1 Heol Enghraifft"),
        (Code.NO_FIXED_ABODE, 3, "NFA"),
        (Code.NO_POSTCODE, 4, "Cardiff"),
    ]


def test_nothing_at_all_is_too_few_lines_without_a_postcode() -> None:
    for block in ("", " \n\t\n,,,", [], ["", "\u200b", "\x00"]):
        assert read_address(block) == PostalAddress(())
        assert codes(block) == {Code.TOO_FEW_LINES, Code.NO_POSTCODE}


def test_a_control_character_or_a_break_inside_a_field_ends_no_line_in_the_middle_of_a_name() -> None:
    assert read_address(["Gwyn\x00ap\x07Sample", "1 Heol\r\nEnghraifft", "CF11 9HA"]).lines == (
        "Gwyn ap Sample", "1 Heol", "Enghraifft", "CF11 9HA",
    )  # fmt: skip


def test_naughty_strings_are_kept_and_never_break_the_reading() -> None:
    for text in json.loads(shared_data("bad_inputs", "blns.json").read_text("utf-8")):
        address = read_address([text, "1 Heol Enghraifft", "Caerdydd", "CF11 9HA"])
        assert address.postcode == "CF11 9HA"
        letters = [letter for letter in text if letter.isalnum()]
        assert [letter for line in address.lines[:-3] for letter in line if letter.isalnum()] == letters
        faults(address)


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Deutschland", "Germany"), ("YR ALMAEN", "Germany"), ("Éire", "Ireland"), ("Republic of Ireland", "Ireland"),
        ("U.S.A.", "United States"), ("Guinea-Bissau", "Guinea-Bissau"), ("Jersey", None), ("Cymru", None), ("Europe", None), ("", None),
    ],
)  # fmt: skip
def test_countries_in_several_languages(line: str, country: str | None) -> None:
    assert country_abroad(line) == country


def test_the_united_kingdom_is_not_abroad() -> None:
    for name in ("UK", "U.K.", "United Kingdom", "Y Deyrnas Unedig", "Cymru", "Wales", "gogledd iwerddon"):
        assert is_united_kingdom(name)
        assert country_abroad(name) is None


words = st.sampled_from(
    ["CF11 9HA", "cf119ha", "UK", "Cymru", "Jersey", "France", "Yr Almaen", "BFPO 12", "bfpo", "BF1 1AA", "Cardiff", "Powys", "10115", ","]
)
lines = st.lists(words | st.text(max_size=12) | st.tuples(words, words).map(" ".join), max_size=9)


@given(lines)
def test_reading_it_again_changes_nothing(block: list[str]) -> None:
    address = read_address(block)
    assert read_address(address.lines) == address
    assert read_address("\n".join(block)) == address


@given(lines)
def test_what_has_no_fault_fits_the_window(block: list[str]) -> None:
    address = read_address(block)
    if not faults(address):
        assert 3 <= len(address.as_printed()) <= 7
        assert address.as_printed()[-1] == (address.bfpo or address.postcode)
        assert all(line.strip() == line != "" for line in address.as_printed())
