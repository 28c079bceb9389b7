"""How votes moved from round to round: a node for each candidate in each round, bands between them as wide as the votes are many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.kernel.pictures.scales import shortened, text_width

THICK = 14.0
WIDEST_NAMES = 200
HEADS = 30.0
TAIL, APART = 70, 95
DOWN = 96
NOBODY = "nobody"


@dataclass(frozen=True, kw_only=True)
class FlowStep:
    """One who still counts in a round. `moved`: votes that came since the round before; negative: that went."""

    name: str
    votes: float
    moved: float = 0
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class FlowRound:
    """One round. `nobody`: votes that count no further, all told; `to_nobody`: those of them since the round before."""

    number: int
    steps: Sequence[FlowStep]
    nobody: float = 0
    to_nobody: float = 0


@dataclass(frozen=True)
class FlowNode:
    """A node to draw. `kind`: chosen, other or nobody; `key`: the number the candidate goes by, 0 for nobody."""

    name: str
    key: int
    votes: float
    kind: str
    round: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class FlowBand:
    """A band to draw, as path data; `stays`: votes that stay where they were."""

    path: str
    kind: str
    stays: bool


@dataclass(frozen=True)
class FlowHead:
    """Where the number of a round goes."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Flow:
    """Everything to draw, in the units of a width x height view box. `names` are the candidates in the order of their keys."""

    width: int
    height: int
    left: float
    nodes: list[FlowNode]
    bands: list[FlowBand]
    heads: list[FlowHead]
    names: list[str]


def flow_chart(rounds: Sequence[FlowRound], *, narrow: bool = False) -> Flow | None:
    """The picture of `rounds`; rounds lie side by side, on a narrow page one under another. None where nothing moved."""
    if len(rounds) < 2 or not _total(rounds[0]):
        return None
    return _Drawing(rounds, narrow).flow()


def _total(one: FlowRound) -> float:
    return sum(step.votes for step in one.steps) + one.nobody


class _Drawing:
    """One picture under way. A lane is (start, size) across the rounds."""

    def __init__(self, rounds: Sequence[FlowRound], narrow: bool) -> None:
        self.rounds, self.narrow = rounds, narrow
        first = sorted(rounds[0].steps, key=lambda step: -step.votes)
        self.names = [step.name for step in first]
        self.least, self.gap = (15.0, 4.0) if narrow else (17.0, 8.0)
        self.total = max(_total(one) for one in rounds)
        lanes = len(self.names) + 1
        room = 332.0 - lanes * (self.least + self.gap) if narrow else 300.0
        self.scale = max(room, 60.0) / self.total
        widest = max(text_width(name, 14) for name in self.names)
        self.left = 4.0 if narrow else min(WIDEST_NAMES, widest + 12)
        self.width = 340 if narrow else max(720, round(self.left + TAIL + APART * (len(rounds) - 1)))
        self.lanes = [self._stack(one) for one in rounds]
        self.kinds = {step.name: "chosen" if step.is_chosen else "other" for step in rounds[0].steps} | {NOBODY: NOBODY}

    def flow(self) -> Flow:
        across = max(start + size for lanes in self.lanes for start, size in lanes.values())
        height = HEADS + DOWN * (len(self.rounds) - 1) + THICK + 12 if self.narrow else HEADS + across + 8
        nodes = [node for at in range(len(self.rounds)) for node in self._nodes(at)]
        bands = [band for at in range(1, len(self.rounds)) for band in self._bands(at)]
        heads = [FlowHead(one.number, *self._head(at)) for at, one in enumerate(self.rounds)]
        return Flow(self.width, round(height), self.left, nodes, bands, heads, self.names)

    def _votes(self, at: int) -> dict[str, float]:
        """Votes by name in the order drawn, those of nobody last."""
        one = self.rounds[at]
        held = {step.name: step.votes for step in one.steps}
        ordered = {name: held[name] for name in self.names if name in held}
        return ordered | ({NOBODY: one.nobody} if one.nobody else {})

    def _stack(self, one: FlowRound) -> dict[str, tuple[float, float]]:
        lanes, place = {}, 0.0 if not self.narrow else 4.0
        for name, votes in self._votes(self.rounds.index(one)).items():
            size = votes * self.scale
            slot = max(size, self.least)
            lanes[name] = (place + (slot - size) / 2, size)
            place += slot + self.gap
        return lanes

    def _along(self, at: int) -> float:
        """Where a round's nodes begin, along the way votes go."""
        if self.narrow:
            return HEADS + DOWN * at
        return self.left + (self.width - TAIL - self.left - THICK) * at / (len(self.rounds) - 1)

    def _head(self, at: int) -> tuple[float, float]:
        return (4.0, self._along(at) - 16) if self.narrow else (self._along(at), 16.0)

    def _nodes(self, at: int) -> Iterator[FlowNode]:
        along = round(self._along(at), 1)
        for name, votes in self._votes(at).items():
            start, size = (round(one, 1) for one in self.lanes[at][name])
            size = max(size, 1.0)
            key = 0 if name == NOBODY else self.names.index(name) + 1
            label = shortened(name, self.left - 12, 14) if not self.narrow else name
            box = (start, along, size, THICK) if self.narrow else (along, round(start + HEADS, 1), THICK, size)
            yield FlowNode(label, key, votes, self.kinds[name], self.rounds[at].number, *box)

    def _bands(self, at: int) -> Iterator[FlowBand]:
        """Votes that stayed, then those that moved, each beginning and ending where the one before left off."""
        before, after = self._votes(at - 1), self._votes(at)
        came = {step.name: step.moved for step in self.rounds[at].steps if step.moved > 0}
        if self.rounds[at].to_nobody > 0:
            came[NOBODY] = self.rounds[at].to_nobody
        stayed = {name: min(votes, after.get(name, 0) - came.get(name, 0)) for name, votes in before.items()}
        went = {name: votes - stayed[name] for name, votes in before.items() if votes - stayed[name] > 0}
        leaving = {name: self.lanes[at - 1][name][0] + max(stayed[name], 0) * self.scale for name in before}
        coming = {name: self.lanes[at][name][0] for name in after}
        for name, votes in stayed.items():
            if votes > 0:
                yield self._band(at, self.lanes[at - 1][name][0], coming[name], votes, self.kinds[name], stays=True)
                coming[name] += votes * self.scale
        lost = sum(went.values())
        for target, gained in came.items():
            for source, votes in went.items():
                part = gained * votes / lost
                yield self._band(at, leaving[source], coming[target], part, self.kinds[target], stays=False)
                leaving[source] += part * self.scale
                coming[target] += part * self.scale

    def _band(self, at: int, begins: float, ends: float, votes: float, kind: str, *, stays: bool) -> FlowBand:
        wide = max(votes * self.scale, 0.6)
        start, end = self._along(at - 1) + THICK, self._along(at)
        bend = (start + end) / 2
        points = [(start, begins), (bend, begins), (bend, ends), (end, ends), (end, ends + wide), (bend, ends + wide),
                  (bend, begins + wide), (start, begins + wide)]  # fmt: skip
        p = [self._point(along, across) for along, across in points]
        return FlowBand(f"M{p[0]}C{p[1]} {p[2]} {p[3]}L{p[4]}C{p[5]} {p[6]} {p[7]}Z", kind, stays)

    def _point(self, along: float, across: float) -> str:
        return f"{across:.1f} {along:.1f}" if self.narrow else f"{along:.1f} {across + HEADS:.1f}"
