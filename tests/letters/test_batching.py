"""The order a mailing house wants, and the sizes it can handle."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.letters.samples import letter, long_body, part
from tracker.letters.batching import HEAVIEST, batches, groups, in_batches, key_of, order_key
from tracker.letters.content import to_text
from tracker.letters.letter import Letter

POSTCODES = st.sampled_from(["CF5 1AA", "CF10 1AA", "CF11 9HA", "SA1 1AA", "EC1A 1BB", "", "BFPO 12"])


def test_districts_are_numbers() -> None:
    ordered = ["CF3 1AA", "CF5 2AB", "CF10 1AA", "CF10 2AA", "CF11 9HA", "EC1A 1BB", "SA1 1AA"]
    for mixed in (reversed(ordered), next(permutations(ordered))):
        assert sorted(mixed, key=lambda postcode: order_key(postcode, "en")) == ordered


def test_language_comes_after_the_postcode() -> None:
    assert order_key("CF5 2AB", "cy") < order_key("CF5 2AB", "en") < order_key("CF10 1AA", "cy")


@given(st.lists(POSTCODES, max_size=40), st.integers(1, 7))
def test_batches_hold_every_letter_once_in_order_and_none_is_too_large(postcodes: list[str], most: int) -> None:
    letters = [letter(number, postcode=postcode) for number, postcode in enumerate(postcodes)]
    made = list(batches(letters, most))
    flat = [one for batch in made for one in batch]
    assert sorted(one.reference for one in flat) == [one.reference for one in letters]
    assert all(key_of(one) <= key_of(other) for one, other in pairwise(flat))
    assert all(0 < len(batch) <= most for batch in made)


@given(st.lists(POSTCODES, max_size=40), st.integers(1, 7))
def test_letters_to_one_postcode_are_parted_only_where_they_fill_a_batch(postcodes: list[str], most: int) -> None:
    letters = [letter(number, postcode=postcode) for number, postcode in enumerate(postcodes)]
    for one, other in pairwise(batches(letters, most)):
        parted = key_of(one[-1]) == key_of(other[0])
        assert not parted or sum(1 for each in letters if key_of(each) == key_of(one[-1])) > most


def test_long_letters_make_small_batches() -> None:
    text = long_body(100)
    long = [letter(number, parts=(part(body=text),), postcode=f"CF1 {number % 10}AA") for number in range(200)]
    made = list(batches(long, most=200))
    assert len(made) > 1
    assert all(len(batch) * len(to_text(text)) <= HEAVIEST * 1.2 for batch in made)


def test_batches_are_made_as_they_are_asked_for() -> None:
    taken = []

    def composed() -> object:
        for number in range(10):
            taken.append(number)
            yield letter(number, postcode=f"CF1 {number}AA")

    next(in_batches(composed(), most=2))
    assert len(taken) <= 4


def test_those_that_may_change_places_share_a_number() -> None:
    letters: list[Letter] = [
        letter(1, postcode="CF5 2AB", language="cy"), letter(2, postcode="CF5 2AB", language="en"),
        letter(3, postcode="CF5 2AB", language="en"), letter(4, postcode="CF10 1AA", language="en"),
    ]  # fmt: skip
    assert groups(letters) == [0, 1, 1, 2]
