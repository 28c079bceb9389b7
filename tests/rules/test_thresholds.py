"""Who reached a threshold of supporting nominations, what is still needed, and on whose word."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.rules.thresholds import (
    LEADERSHIP_2020,
    PARLIAMENTARY_PARTY,
    SupportingNomination,
    Threshold,
    is_met,
    progress,
    share_of,
    simple_threshold,
)

KINDS = ("constituency_party", "affiliated_union", "socialist_society", "branch")


def nominations(kind: str, count: int, percent: str | None = None) -> list[SupportingNomination]:
    share = Decimal(percent) if percent else None
    return [SupportingNomination(f"{kind} {n}", kind, share) for n in range(count)]


def totals(contest: str, stage: str) -> dict[str, tuple[int, str]]:
    with shared_data("endorsements", "uk_nomination_totals.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["contest"] == contest and row["stage"].startswith(stage)]
    return {row["candidate"]: (int(row["nominations"]), row["threshold"]) for row in rows}


def test_constituency_parties_of_2020_left_one_candidate_three_short() -> None:
    has = totals("Labour leader 2020", "CLPs")
    reached = {name for name, (count, _) in has.items()
               if is_met(nominations("constituency_party", count), LEADERSHIP_2020)}
    assert reached == {"Keir Starmer", "Rebecca Long-Bailey", "Lisa Nandy"}
    parties, _ = progress(nominations("constituency_party", has["Emily Thornberry"][0]), LEADERSHIP_2020)
    requirement, = parties.requirements
    assert (requirement.has, requirement.needs, requirement.met) == (30, 3, False)
    assert len(requirement.proof) == 30


@pytest.mark.parametrize("contest", ["Labour leader 2020", "Labour deputy leader 2020"])
def test_every_candidate_of_2020_had_the_parliamentary_nominations_recorded(contest: str) -> None:
    for count, threshold in totals(contest, "MPs and MEPs").values():
        assert is_met(nominations(PARLIAMENTARY_PARTY, count), simple_threshold(int(threshold), PARLIAMENTARY_PARTY))


def test_one_deputy_candidate_of_2025_missed_the_parliamentary_threshold() -> None:
    missed = {name for name, (count, threshold) in totals("Labour deputy leader 2025", "MPs").items()
              if not is_met(nominations("mp", count), simple_threshold(int(threshold), "mp"))}
    assert missed == {"Bell Ribeiro-Addy"}


def test_affiliates_need_number_unions_and_membership_together() -> None:
    unions, society = nominations("affiliated_union", 2, "2.4"), nominations("socialist_society", 1, "0.2")
    assert is_met([*unions, *society], LEADERSHIP_2020)
    assert not is_met(unions, LEADERSHIP_2020)
    assert not is_met([*unions[:1], *nominations("socialist_society", 4, "3")], LEADERSHIP_2020)
    small = [*nominations("affiliated_union", 2, "2.3"), *society]
    _, affiliates = progress(small, LEADERSHIP_2020)
    assert [requirement.met for requirement in affiliates.requirements] == [True, True, False]
    assert affiliates.requirements[2].needs == Decimal("0.2")


def test_an_unknown_membership_counts_as_nothing_and_is_named() -> None:
    _, affiliates = progress(nominations("affiliated_union", 3), LEADERSHIP_2020)
    membership = affiliates.requirements[2]
    assert (membership.has, membership.needs) == (0, 5)
    assert membership.unknown == ("affiliated_union 0", "affiliated_union 1", "affiliated_union 2")


def test_a_nominator_counts_once() -> None:
    once = nominations("constituency_party", 1)
    parties, _ = progress(once * 40, LEADERSHIP_2020)
    assert parties.requirements[0].has == 1


def test_nothing_is_required_where_there_is_no_threshold() -> None:
    assert is_met([], Threshold(()))
    assert not is_met([], LEADERSHIP_2020)


@pytest.mark.parametrize(("percent", "total", "count"), [(5, 647, 33), (10, 220, 22), (20, 399, 80), (5, 100, 5)])
def test_a_percentage_of_bodies_is_rounded_up(percent: int, total: int, count: int) -> None:
    assert share_of(percent, total) == count


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 50), st.none() | st.decimals(0, 9, places=1))))
def test_one_more_nomination_never_takes_anything_away(rows: list[tuple[str, int, Decimal | None]]) -> None:
    found = [SupportingNomination(f"{kind} {n}", kind, share) for n, (kind, _, share) in enumerate(rows)]
    for before, after in zip(progress(found[:-1], LEADERSHIP_2020), progress(found, LEADERSHIP_2020), strict=True):
        for one, other in zip(before.requirements, after.requirements, strict=True):
            assert one.has <= other.has
            assert one.needs >= other.needs
            assert other.needs == max(other.requirement.least - other.has, 0)
