"""Clusters of papers that have not come: the statistic is exact, one report is none, many districts alone raise nothing."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.clusters import MIN_REPORTS, assess, chance_of


def by_counting(reported: int, posted: int, papers: int, reports: int) -> Fraction:
    """The same chance from whole numbers alone."""
    ways = sum(comb(posted, count) * comb(papers - posted, reports - count) for count in range(reported, min(posted, reports) + 1))
    return Fraction(ways, comb(papers, reports))


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int, int]:
    papers = draw(st.integers(1, 120))
    posted, reports = draw(st.integers(0, papers)), draw(st.integers(0, papers))
    return draw(st.integers(0, min(posted, reports))), posted, papers, reports


@given(counts())
def test_the_chance_is_the_exact_one(case: tuple[int, int, int, int]) -> None:
    assert chance_of(*case) == pytest.approx(float(by_counting(*case)), rel=1e-8, abs=1e-12)


def test_a_million_papers_are_reckoned() -> None:
    assert 0 < chance_of(100, 2_000, 1_000_000, 5_000) < 1e-50
    assert chance_of(400_000, 500_000, 1_000_000, 900_000) == 1.0
    assert chance_of(10, 2_000, 1_000_000, 5_000) == pytest.approx(0.5421, abs=0.01)


@pytest.mark.parametrize("case", [(3, 2, 10, 5), (6, 8, 10, 5), (1, 11, 10, 5), (-1, 2, 10, 5)])
def test_counts_that_cannot_be_are_refused(case: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError):
        chance_of(*case)


def test_a_cluster_is_alarming_and_says_what_was_expected() -> None:
    worst, other = assess({"CF11": 100, "CF24": 500, "SA1": 400}, {"CF11": 12, "SA1": 3})
    assert (worst.outward, worst.posted, worst.reported, worst.alarming) == ("CF11", 100, 12, True)
    assert worst.expected == pytest.approx(100 * 3 / 900)
    assert not other.alarming


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_fewer_than_three_reports_never_alarm(there: int, elsewhere: int) -> None:
    for few in range(1, MIN_REPORTS):
        assert not any(district.alarming for district in assess({"CF11": there, "SA1": elsewhere}, {"CF11": few}))


def test_where_there_is_nothing_to_compare_with_nothing_is_alarming() -> None:
    (only,) = assess({"CF11": 100}, {"CF11": 40})
    assert (only.likelihood, only.alarming) == (1.0, False)


def test_the_same_share_everywhere_is_not_alarming() -> None:
    posted = {f"CF{number}": 200 for number in range(1, 41)}
    assert not any(district.alarming for district in assess(posted, dict.fromkeys(posted, 6)))


def test_what_would_be_alarming_among_few_districts_may_be_chance_among_many() -> None:
    few = {"CF11": 50, "SA1": 950}
    many = {"CF11": 50, **{f"SA{number}": 1 for number in range(950)}}
    assert assess(few, {"CF11": 3, "SA1": 1})[0].alarming
    assert not assess(many, {"CF11": 3, "SA1": 1})[0].alarming


def test_a_report_from_a_district_no_paper_was_counted_in_is_kept() -> None:
    (found,) = assess({"SA1": 10}, {"CF11": 1})
    assert (found.outward, found.posted, found.reported) == ("CF11", 1, 1)
