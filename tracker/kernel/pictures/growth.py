"""How a total grew: a line over time, with the moments that mattered marked on it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.kernel.pictures.scales import even_step, text_width

LABEL_STEP = 17
LABEL_GAP = 8
MOST_CORNERS = 240


@dataclass(frozen=True)
class ValueTick:
    """A line across, with its number."""

    y: float
    value: int


@dataclass(frozen=True)
class DateTick:
    """A date under the picture; `anchor` keeps the outer ones inside it."""

    x: float
    on: date
    anchor: str


@dataclass(frozen=True)
class GrowthMark:
    """A moment on the line, numbered from 1, and where its words begin or end."""

    number: int
    on: date
    label: str
    value: int
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Growth:
    """Everything to draw: path data, ticks and marks, in the units of a width x height view box."""

    width: int
    height: int
    left: float
    right: float
    bottom: float
    line: str
    area: str
    value_ticks: list[ValueTick]
    date_ticks: list[DateTick]
    marks: list[GrowthMark]


class _Plot:
    """Where a date and a value lie."""

    def __init__(self, points: Sequence[tuple[date, int]], narrow: bool) -> None:
        self.points = points
        self.width, self.height = (340, 230) if narrow else (680, 290)
        self.first, self.last = points[0][0], points[-1][0]
        self.step = even_step(max(value for _, value in points) or 1)
        self.steps = max(1, -(-max(value for _, value in points) // self.step))
        self.left = 14 + text_width(f"{self.step * self.steps:,}", 13)
        self.right, self.top, self.bottom = self.width - 12.0, 34.0, self.height - 30.0

    def x(self, on: date) -> float:
        span = max(1, (self.last - self.first).days)
        return round(self.left + (self.right - self.left) * (on - self.first).days / span, 1)

    def y(self, value: float) -> float:
        return round(self.bottom - (self.bottom - self.top) * value / (self.step * self.steps), 1)

    def on(self, x: float) -> date:
        """The day at `x`, about."""
        return self.first + (self.last - self.first) * ((x - self.left) / (self.right - self.left))

    def value_at(self, on: date) -> float:
        """The total on a day, along the line between the days known."""
        days = [day for day, _ in self.points]
        after = bisect_right(days, on)
        if after == 0 or after == len(days):
            return self.points[min(after, len(days) - 1)][1]
        (before_on, before), (after_on, beyond) = self.points[after - 1], self.points[after]
        return before + (beyond - before) * (on - before_on).days / (after_on - before_on).days


def growth_chart(
    points: Sequence[tuple[date, int]], marks: Sequence[tuple[date, str]] = (), *, narrow: bool = False
) -> Growth | None:
    """The picture of `points`, (day, total so far) in order of day. Marks outside their days are left out. None without points."""
    if not points:
        return None
    plot = _Plot(_thinned(points), narrow)
    corners = [f"{plot.x(on)} {plot.y(value)}" for on, value in plot.points]
    line = "M" + "L".join(corners)
    ends = f"L{plot.x(plot.last)} {plot.bottom}L{plot.x(plot.first)} {plot.bottom}Z"
    ticks = [ValueTick(plot.y(plot.step * i), plot.step * i) for i in range(plot.steps + 1)]
    inside = sorted((on, label) for on, label in marks if plot.first <= on <= plot.last)
    return Growth(
        plot.width, plot.height, plot.left, plot.right, plot.bottom, line, line + ends, ticks,
        _date_ticks(plot, 3 if narrow else 5), _placed(plot, inside),
    )  # fmt: skip


def _thinned(points: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """No more corners than the eye can tell apart; the last one always among them."""
    step = len(points) // MOST_CORNERS + 1
    return [*points[:-1:step], points[-1]]


def _date_ticks(plot: _Plot, count: int) -> list[DateTick]:
    days = (plot.last - plot.first).days
    steps = min(count - 1, days) or 1
    dates = sorted({plot.first + timedelta(days=round(days * i / steps)) for i in range(steps + 1)})
    anchors = ["start", *["middle"] * (len(dates) - 2), "end"] if len(dates) > 1 else ["start"]
    return [DateTick(plot.x(on), on, anchor) for on, anchor in zip(dates, anchors, strict=True)]


def _placed(plot: _Plot, marks: Sequence[tuple[date, str]]) -> list[GrowthMark]:
    """Marks with their words up and to the left, above whatever words are there already."""
    placed: list[GrowthMark] = []
    taken: list[tuple[float, float, float]] = []
    for number, (on, label) in enumerate(marks, 1):
        x, value = plot.x(on), plot.value_at(on)
        y = plot.y(value)
        wide = text_width(label)
        begins = x - wide if x - wide > plot.left else x
        label_y = (y if begins < x else min(y, plot.y(plot.value_at(plot.on(x + wide))))) - 12
        while label_y > LABEL_STEP and any(
            abs(label_y - other) < LABEL_STEP
            and begins < end + LABEL_GAP
            and start < begins + wide + LABEL_GAP
            for other, start, end in taken
        ):
            label_y -= LABEL_STEP
        taken.append((label_y, begins, begins + wide))
        anchor, label_x = ("end", x + 3) if begins < x else ("start", x - 3)
        placed.append(GrowthMark(number, on, label, round(value), x, y, label_x, round(label_y, 1), anchor))
    return placed
