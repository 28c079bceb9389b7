"""Reported rounds that contradict themselves; those that real counts published do not."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.rules.counting import files
from tests.rules.counting.test_counts import elections
from tracker.rules.counting import (
    BallotSet,
    Contradiction,
    Contradicts,
    CountRules,
    Round,
    TieRule,
    contradictions,
    eliminating_ballot,
)

ROUNDS = [
    Round({"Ann": 10, "Bob": 8, "Cai": 3}, 1, ("Cai",)),
    Round({"Ann": 11, "Bob": 9}, 2, (), {"Ann": 1, "Bob": 1, None: 1}),
]  # fmt: skip
REPORTS = ("us_ak_2022_08_cd", "us_ca_sfo_2018_06_mayor", "us_me_2018_11_cd02", "us_nm_saf_2018_03_mayor",
           "us_ny_nyc_2021_06_mayor-primary-dem")  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_what_was_published_does_not_contradict_itself(name: str) -> None:
    rounds, winner = files.report_rounds(name)
    assert contradictions(rounds, winner) == []


def test_neither_does_an_official_report_of_maine() -> None:
    rounds = files.rctab_rounds("irv_reports", "maine_2018_dem_governor_primary_rctab.csv")
    assert contradictions(rounds, "Mills, Janet T.") == []


def test_a_popular_librarys_count_contradicts_itself() -> None:
    """PyRankVote 2.0.6 on the Linn by-election of 2022: five go out at once, one of them with more than one who stays."""
    first = Round(
        {"Carson": 2227, "Lang-Tait": 1702, "Sutherland": 327, "McCauley": 294, "Bell": 409, "Fraser": 90, "MacDougall": 46,
         "Ho": 19, "McMillan": 18}, 0, ("Bell", "Fraser", "MacDougall", "Ho", "McMillan"),
    )  # fmt: skip
    second = Round({"Carson": 2362, "Lang-Tait": 1977, "McCauley": 353, "Sutherland": 340})
    assert contradictions([first, second]) == [Contradiction(1, Contradicts.LOWEST, "Bell", 409, 294)]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"votes": {"Ann": 12, "Bob": 9}}, [(Contradicts.VOTES, "Ann", 12, 11), (Contradicts.TOTAL, None, 23, 22)]),
        ({"exhausted": 0}, [(Contradicts.EXHAUSTED, None, 0, 1), (Contradicts.TOTAL, None, 20, 22)]),
        ({"transfers": {"Ann": 1, "Bob": 1}}, [(Contradicts.TRANSFERS, None, 2, 3)]),
        ({"votes": {"Ann": 9, "Bob": 9}, "transfers": None, "exhausted": None}, [(Contradicts.VOTES, "Ann", 9, 10)]),
        ({"votes": {"Ann": 11}, "exhausted": 11}, [(Contradicts.GONE, "Bob", None, 8)]),
        ({"votes": {"Ann": 11, "Bob": 9, "Cai": 0}}, [(Contradicts.BACK, "Cai", 0, None), (Contradicts.VOTES, "Cai", 0, 3)]),
        ({"votes": {"Ann": 11, "Bob": 8, "Dai": 1}, "transfers": None}, [(Contradicts.BACK, "Dai", 1, None)]),
        ({"votes": {"Ann": 20, "Bob": 30}, "exhausted": None, "transfers": None}, [(Contradicts.WINNER, "Ann", 20, 30)]),
    ],
)  # fmt: skip
def test_each_slip_is_named(changed: dict[str, object], expected: list[tuple[object, ...]]) -> None:
    slipped = [ROUNDS[0], replace(ROUNDS[1], **changed)]  # type: ignore[arg-type]  # fields of a round
    assert [(each.what, each.candidate, each.said, each.follows) for each in contradictions(slipped, "Ann")] == expected


def test_what_is_not_said_contradicts_nothing() -> None:
    assert contradictions([]) == []
    assert contradictions([Round({"Ann": 3, "Bob": 2}), Round({"Ann": 5})]) == []


@given(elections())
def test_a_count_of_ours_never_contradicts_itself(ballots: BallotSet) -> None:
    count = eliminating_ballot(ballots, CountRules(ties=(TieRule.ORDER,)))
    assert contradictions(count.rounds, count.winner) == []
