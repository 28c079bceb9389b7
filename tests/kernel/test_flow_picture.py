"""The picture of votes that move: every vote drawn once, nothing outside the picture."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.kernel.pictures import Flow, FlowRound, FlowStep, flow_chart

THREE = [
    FlowRound(number=1, steps=[FlowStep(name="A", votes=40), FlowStep(name="B", votes=35, is_chosen=True), FlowStep(name="C", votes=25)]),
    FlowRound(number=2, nobody=4, to_nobody=4, steps=[
        FlowStep(name="A", votes=46, moved=6), FlowStep(name="B", votes=50, moved=15, is_chosen=True),
    ]),
]  # fmt: skip


def points(flow: Flow) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for band in flow.bands for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", band.path)]


def test_stayers_and_movers_are_told_apart_and_nobody_has_a_lane() -> None:
    flow = flow_chart(THREE)
    assert flow is not None
    assert [(node.round, node.key, node.votes, node.kind) for node in flow.nodes] == [
        (1, 1, 40, "other"), (1, 2, 35, "chosen"), (1, 3, 25, "other"), (2, 1, 46, "other"), (2, 2, 50, "chosen"), (2, 0, 4, "nobody"),
    ]  # fmt: skip
    assert [(band.kind, band.stays) for band in flow.bands] == [
        ("other", True), ("chosen", True), ("other", False), ("chosen", False), ("nobody", False),
    ]  # fmt: skip


def test_one_round_has_no_picture() -> None:
    assert flow_chart(THREE[:1]) is None
    assert flow_chart([]) is None


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=12), st.booleans())
def test_whatever_the_votes_everything_lies_within_the_picture(votes: list[int], narrow: bool) -> None:
    lowest = votes.index(min(votes))
    first = [FlowStep(name=f"Candidate {n}", votes=count) for n, count in enumerate(votes)]
    rest = [FlowStep(name=one.name, votes=one.votes) for n, one in enumerate(first) if n != lowest]
    later = FlowRound(number=2, steps=rest, nobody=votes[lowest], to_nobody=votes[lowest])
    flow = flow_chart([FlowRound(number=1, steps=first), later], narrow=narrow)
    if flow is None:
        assert sum(votes) == 0
        return
    for x, y in points(flow) + [(node.x + node.width, node.y + node.height) for node in flow.nodes]:
        assert -0.1 <= x <= flow.width + 0.1
        assert -0.1 <= y <= flow.height + 0.1
