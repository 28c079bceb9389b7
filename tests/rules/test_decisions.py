"""Figures a body reports must not contradict its outcome or one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.decisions import (
    ENDORSING_OUTCOMES,
    DecisionOutcome,
    FiguresProblem,
    figures_problems,
)

counts = st.none() | st.integers(0, 60)


def codes(outcome: DecisionOutcome, **figures: int | None) -> set[FiguresProblem]:
    return {problem.code for problem in figures_problems(outcome=outcome, **figures)}


def test_a_unanimous_decision_with_no_figures_is_accepted() -> None:
    assert figures_problems(outcome=DecisionOutcome.UNANIMOUS) == []


def test_a_full_and_honest_return_is_accepted() -> None:
    assert not codes(
        DecisionOutcome.MAJORITY, eligible=60, present=40, quorum=15,
        votes_for=22, votes_against=14, abstentions=4,
    )


@pytest.mark.parametrize(("outcome", "figures", "code"), [
    ("majority", {"votes_for": -1}, "negative"),
    ("majority", {"present": 10, "votes_for": 8, "votes_against": 2, "abstentions": 1},
     "votes_exceed_present"),
    ("majority", {"eligible": 10, "votes_for": 8, "votes_against": 3}, "votes_exceed_eligible"),
    ("majority", {"eligible": 10, "present": 11}, "present_exceeds_eligible"),
    ("majority", {"eligible": 10, "quorum": 11}, "quorum_exceeds_eligible"),
    ("unanimous", {"votes_for": 8, "votes_against": 1}, "votes_against_without_opposition"),
    ("unanimous", {"votes_for": 8, "abstentions": 1}, "abstentions_when_unanimous"),
    ("nem_con", {"votes_for": 8, "votes_against": 1}, "votes_against_without_opposition"),
    ("unanimous", {"votes_for": 0}, "no_votes_for"),
    ("majority", {"votes_for": 5, "votes_against": 5}, "no_majority"),
    ("carried_unrecorded", {"votes_for": 4, "votes_against": 5}, "no_majority"),
    ("tied", {"votes_for": 6, "votes_against": 5}, "not_tied"),
    ("tied_chair", {"votes_for": 6, "votes_against": 5}, "not_tied"),
    ("majority", {"present": 9, "quorum": 10}, "quorum_not_met"),
    ("inquorate", {"present": 10, "quorum": 10}, "quorum_was_met"),
])
def test_each_contradiction_is_named(outcome: str, figures: dict[str, int], code: str) -> None:
    assert codes(DecisionOutcome(outcome), **figures) == {FiguresProblem(code)}


@pytest.mark.parametrize(("outcome", "figures"), [
    ("nem_con", {"votes_for": 8, "votes_against": 0, "abstentions": 3}),
    ("tied", {"votes_for": 5, "votes_against": 5}),
    ("tied_chair", {"votes_for": 5, "votes_against": 5}),
    ("inquorate", {"present": 4, "quorum": 10}),
    ("no_endorsement", {"votes_for": 2, "votes_against": 9}),
    ("majority", {"votes_for": 1}),
])
def test_figures_that_agree_are_accepted(outcome: str, figures: dict[str, int]) -> None:
    assert not codes(DecisionOutcome(outcome), **figures)


def test_a_problem_names_the_figures_to_mend() -> None:
    problem, = figures_problems(outcome=DecisionOutcome.UNANIMOUS, votes_for=9, votes_against=2)
    assert problem.fields == ("outcome", "votes_against")


def test_every_negative_figure_is_refused_before_anything_else() -> None:
    problems = figures_problems(outcome=DecisionOutcome.UNANIMOUS, eligible=-1, votes_against=-2)
    assert [(problem.code, problem.fields) for problem in problems] == [
        (FiguresProblem.NEGATIVE, ("eligible",)), (FiguresProblem.NEGATIVE, ("votes_against",)),
    ]


@given(st.sampled_from(DecisionOutcome), counts, counts, counts, counts, counts, counts)
def test_what_is_accepted_obeys_the_rules(
    outcome: DecisionOutcome, eligible: int | None, present: int | None, quorum: int | None,
    votes_for: int | None, votes_against: int | None, abstentions: int | None,
) -> None:
    if figures_problems(
        outcome=outcome, eligible=eligible, present=present, quorum=quorum,
        votes_for=votes_for, votes_against=votes_against, abstentions=abstentions,
    ):
        return
    voted = sum(votes or 0 for votes in (votes_for, votes_against, abstentions))
    roof = [count for count in (present, eligible) if count is not None]
    assert [voted, *roof] == sorted([voted, *roof])
    if outcome in ENDORSING_OUTCOMES - {DecisionOutcome.TIED_CHAIR} and votes_for is not None:
        assert votes_for > (votes_against or 0)
