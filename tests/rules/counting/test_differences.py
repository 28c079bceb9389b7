"""Every difference between what was reported and what the ballots say."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.counting import Difference, Round, Subject, difference_of_winners, differences

COUNTED = [
    Round({"Ann": 10, "Bob": 8, "Cai": 3}, 0, ("Cai",)),
    Round({"Ann": 11, "Bob": 9}, 1, (), {"Ann": 1, "Bob": 1, None: 1}),
]  # fmt: skip


def test_what_agrees_has_no_difference() -> None:
    assert differences(COUNTED, COUNTED) == []
    assert difference_of_winners("Ann", "Ann") == []


def test_what_a_report_leaves_out_is_no_difference() -> None:
    assert differences([Round(one.votes) for one in COUNTED], COUNTED) == []


def test_every_difference_is_told_and_not_only_the_first() -> None:
    reported = [
        Round({"Ann": 10, "Bob": 7, "Dai": 3}, 1, ("Dai",)),
        Round({"Ann": 11, "Bob": 9}, 0, None, {"Ann": 2, "Bob": 1}),
        Round({"Ann": 20}),
    ]  # fmt: skip
    assert differences(reported, COUNTED) == [
        Difference(1, Subject.VOTES, "Bob", 7, 8),
        Difference(1, Subject.CANDIDATE, "Cai", None, 3),
        Difference(1, Subject.CANDIDATE, "Dai", 3, None),
        Difference(1, Subject.EXHAUSTED, None, 1, 0),
        Difference(1, Subject.EXCLUDED, "Dai", "Dai", None),
        Difference(1, Subject.EXCLUDED, "Cai", None, "Cai"),
        Difference(2, Subject.EXHAUSTED, None, 0, 1),
        Difference(2, Subject.TRANSFER, "Ann", 2, 1),
        Difference(2, Subject.TRANSFER, None, 0, 1),
        Difference(3, Subject.ROUND, None, 20, None),
    ]
    assert difference_of_winners("Bob", "Ann") == [Difference(None, Subject.WINNER, None, "Bob", "Ann")]


def test_a_round_left_out_is_a_difference() -> None:
    assert differences(COUNTED[:1], COUNTED) == [Difference(2, Subject.ROUND, None, None, 20)]


ROUNDS = st.lists(
    st.builds(
        Round, st.dictionaries(st.sampled_from("ABC"), st.integers(0, 9)), st.integers(0, 9), st.sampled_from([(), ("A",), ("B",)]),
    ),
    max_size=4,
)  # fmt: skip


@given(ROUNDS, ROUNDS)
def test_there_is_none_exactly_where_both_are_the_same(reported: list[Round], counted: list[Round]) -> None:
    assert (differences(reported, counted) == []) == (reported == counted)
