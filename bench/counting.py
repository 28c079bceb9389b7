"""A ballot planned, and a scrutineer's file counted again."""

import random
from datetime import date, datetime, timedelta
from io import BytesIO

from stvpoll.irv import IRV

from bench.measuring import MILLISECONDS, Figure, seconds
from tracker.rules.ballot_plan import BallotTerms, Known, plan_ballot
from tracker.rules.counting import eliminating_ballot, read_blt
from tracker.rules.post import PostalService

PAPERS, CANDIDATES = 10_000, 8
TERMS = BallotTerms(datetime(2027, 2, 18, 12), PostalService.FIRST, PostalService.SECOND, 7)  # noqa: DTZ001 - London's wall clock


def a_recount(_size: int) -> Figure:
    """A BLT file with a line for every paper, checked, bundled and counted; beside a public counter on the same lines."""
    text = _file()
    return Figure(
        what=f"recount of {PAPERS:,} ballots", ours=seconds(lambda: eliminating_ballot(read_blt(BytesIO(text)))), promised=1,
        beside="STVPoll’s IRV, lines split and not checked", naive=seconds(lambda: _other(text)), unit="s",
    )  # fmt: skip


def a_plan(_size: int) -> Figure:
    """A whole plan with its slack; beside the same offsets walked day by day, with neither post nor holidays."""
    known = Known(today=date(2026, 12, 1))
    return Figure(
        what="a ballot’s plan", ours=seconds(lambda: plan_ballot(TERMS, known), 51) * MILLISECONDS, promised=5,
        beside="eleven offsets walked day by day", naive=seconds(_walk, 51) * MILLISECONDS, unit="ms",
    )  # fmt: skip


def _file() -> bytes:
    """Every paper on a line of its own, as scrutineers' programs write them out; the same file each time."""
    chance = random.Random(2012)
    numbers = range(1, CANDIDATES + 1)
    papers = [chance.sample(numbers, chance.randint(1, CANDIDATES)) for _ in range(PAPERS)]
    lines = [f"{CANDIDATES} 1", *(" ".join(map(str, [1, *paper, 0])) for paper in papers), "0"]
    return "\n".join([*lines, *(f'"Candidate {number}"' for number in numbers), '"Sample"']).encode()


def _other(text: bytes) -> object:
    counter = IRV(candidates=list(range(1, CANDIDATES + 1)))
    for line in text.split(b"\n")[1 : PAPERS + 1]:
        papers, *ranking, _ = map(int, line.split())
        counter.add_ballot(ranking, papers)
    return counter.calculate()


def _walk() -> list[date]:
    return [_back(TERMS.close.date(), days) for days in (14, 13, 13, 9, 9, 5, 3, 5, 3, 0, 0)]


def _back(day: date, working_days: int) -> date:
    while working_days:
        day -= timedelta(days=1)
        working_days -= day.weekday() < 5
    return day


FIGURES = (a_recount, a_plan)
