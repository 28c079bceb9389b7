"""Words a letter apart are found whatever the letter: one too many, one too few, another one, two swapped."""

import pytest

from tracker.rules.spelling import one_letter_apart


@pytest.mark.parametrize("other", ["joness", "jonse", "jomes", "ones"])
def test_each_kind_of_slip_is_found(other: str) -> None:
    assert [set(pair) for pair in one_letter_apart(["jones", "evans", other])] == [{"jones", other}]


def test_short_words_and_words_two_letters_apart_are_not() -> None:
    assert list(one_letter_apart(["ann", "anne", "sample", "stable"])) == []
