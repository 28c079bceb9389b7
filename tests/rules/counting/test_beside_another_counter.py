"""Invented ballots, counted by Tracker and by STVPoll 0.5.6: every round the same, wherever no tie has to be broken.

That counter wants more than half of all votes, exhausted ones too: it goes on to the last candidate, and may name nobody.
"""

import csv
import random
from decimal import Decimal

import pytest
from stvpoll.irv import IRV
from stvpoll.scottish_stv import ScottishSTV

from tests.rules.counting.files import FOLDER, blt
from tests.shared_data import shared_data
from tracker.rules.counting import BallotSet, Count, CountRules, TieRule, eliminating_ballot

RULES = CountRules(ties=(TieRule.LATEST_ROUND, TieRule.ORDER))


def invented(seed: int) -> BallotSet:
    chance = random.Random(seed)
    size = chance.randint(3, 8)
    rankings: dict[tuple[tuple[int, ...], ...], int] = {}
    for _ in range(chance.randint(40, 120)):
        order = chance.sample(range(size), chance.randint(1, size))
        rankings[tuple((at,) for at in order)] = chance.randint(1, 999)
    return BallotSet(tuple(f"Candidate {at}" for at in range(size)), rankings)


def other_rounds(ballots: BallotSet) -> tuple[list[dict[str, int]], str]:
    counter = IRV(candidates=list(ballots.candidates))
    for ranking, papers in ballots.rankings.items():
        counter.add_ballot([ballots.candidates[at] for (at,) in ranking], papers)
    found = counter.calculate().as_dict()
    return [{name: int(votes) for name, votes in one["vote_count"].items()} for one in found["rounds"]], found["winners"][0]


def ours(count: Count) -> list[dict[str, int]]:
    return [dict(one.votes) for one in count.rounds]


@pytest.mark.parametrize("seed", range(60))
def test_every_round_is_the_same(seed: int) -> None:
    ballots = invented(seed)
    count = eliminating_ballot(ballots, RULES)
    rounds, winner = other_rounds(ballots)
    assert not count.ties
    assert rounds[: len(count.rounds)] == ours(count)
    assert count.winner == winner


@pytest.mark.parametrize(
    ("ward", "agrees", "stages"), [("glasgow_linn_2007", 8, 10), ("dundee_maryfield_2022", 4, 7)]
)
def test_its_scottish_count_departs_from_the_official_stages_so_none_is_checked(ward: str, agrees: int, stages: int) -> None:
    """When this fails the library has changed: see the decision on the single transferable vote."""
    ballots = blt("scotland_stv", f"{ward}.blt")
    names = [name.split(' "')[0] for name in ballots.candidates]
    counter = ScottishSTV(seats=ballots.seats, candidates=names)
    for ranking, papers in ballots.rankings.items():
        counter.add_ballot([names[at] for (at,) in ranking], papers)
    with shared_data(FOLDER, "scotland_stv", f"{ward}_stages.csv").open(encoding="utf-8", newline="") as file:
        official = list(csv.DictReader(file))
    found = [one["vote_count"] for one in counter.calculate().as_dict()["rounds"]]
    same = [
        all(Decimal(stage[name]) == Decimal(str(votes)) for name, votes in counted.items())
        for stage, counted in zip(official, found, strict=False)
    ]  # fmt: skip
    assert (same.index(False), len(official)) == (agrees, stages)
