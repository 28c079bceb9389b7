"""A timetable as a band: what was planned, what happened and what was put off, told apart by shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.kernel.pictures.scales import shortened, text_width

WIDEST_LABELS = 320
TICK_ROOM = 74
WEEKS_AT_MOST = 26


@dataclass(frozen=True)
class BandRow:
    """One stage, in local dates. A plan without `planned_to` is a single day. `note` is a word or two beside it."""

    label: str
    planned_from: date | None
    planned_to: date | None = None
    actual: date | None = None
    extended: date | None = None
    note: str = ""

    @property
    def dates(self) -> list[date]:
        """Every date the row shows, earliest first."""
        return sorted(
            d for d in (self.planned_from, self.planned_to, self.actual, self.extended) if d is not None
        )


@dataclass(frozen=True)
class BandGap:
    """Days that do not count, such as Easter; both ends included."""

    label: str
    first: date
    last: date


@dataclass(frozen=True)
class Tick:
    """A line down, with its date."""

    x: float
    on: date


@dataclass(frozen=True)
class Line:
    """A date that matters: today, or the close of the ballot. `y` is where its words go."""

    x: float
    on: date
    label: str
    y: float
    anchor: str


@dataclass(frozen=True)
class Stripe:
    """Shaded days."""

    x: float
    width: float
    label: str


@dataclass(frozen=True)
class PlacedRow:
    """A row to draw: middle of its marks, and each mark where there is one."""

    row: BandRow
    label: str
    label_y: float
    y: float
    top: float
    start: float | None
    end: float | None
    actual: float | None
    extended: float | None
    note_x: float
    note_anchor: str

    @property
    def is_span(self) -> bool:
        return self.start is not None and self.end is not None and self.end - self.start > 1


@dataclass(frozen=True)
class Band:
    """Everything to draw, in the units of a width x height view box. `pattern` is how tick dates are written."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    row_height: float
    pattern: str
    ticks: list[Tick]
    rows: list[PlacedRow]
    stripes: list[Stripe]
    lines: list[Line]
    today: Line | None


class _Axis:
    """Where a date lies, and the room beside it."""

    def __init__(self, dates: Sequence[date], labels: Sequence[str], narrow: bool) -> None:
        self.narrow = narrow
        self.width = 340 if narrow else 1100
        self.first = min(dates) - timedelta(days=2)
        self.last = max(dates) + timedelta(days=3)
        widest = max((text_width(label, 14) for label in labels), default=0)
        self.left = 8.0 if narrow else min(WIDEST_LABELS, widest + 24)
        self.right = self.width - 10.0
        self.top = 42.0
        self.row_height = 46.0 if narrow else 32.0

    def x(self, on: date) -> float:
        days = (self.last - self.first).days
        return round(self.left + (self.right - self.left) * (on - self.first).days / days, 1)

    @property
    def in_weeks(self) -> bool:
        return (self.last - self.first).days <= WEEKS_AT_MOST * 7


def timetable_band(
    rows: Sequence[BandRow], *, today: date | None = None, key_dates: Sequence[tuple[date, str]] = (),
    gaps: Sequence[BandGap] = (), today_label: str = "", narrow: bool = False,
) -> Band | None:  # fmt: skip
    """The picture of `rows`; rows without a date are left out. Today is drawn if it lies within them. None without any date."""
    dated = [row for row in rows if row.dates]
    if not dated:
        return None
    dates = [d for row in dated for d in row.dates] + [on for on, _ in key_dates]
    axis = _Axis(dates, [row.label for row in dated], narrow)
    bottom = axis.top + axis.row_height * len(dated)
    within = today is not None and axis.first <= today <= axis.last
    wanted = [*key_dates, *([(today, today_label)] if within and today else [])]
    lines = _lines(axis, wanted, bottom)
    lowest = max((line.y for line in lines), default=bottom)
    return Band(
        axis.width, round(lowest + 10), axis.left, axis.right, axis.top, bottom, axis.row_height,
        "d MMM" if axis.in_weeks else "MMM y", _ticks(axis),
        [_placed(axis, row, i) for i, row in enumerate(dated)], _stripes(axis, gaps),
        lines[:-1] if within else lines, lines[-1] if within else None,
    )  # fmt: skip


def _ticks(axis: _Axis) -> list[Tick]:
    """Mondays or firsts of months, as many as have room for their dates."""
    starts = _mondays(axis) if axis.in_weeks else _months(axis)
    room = TICK_ROOM if not axis.in_weeks else TICK_ROOM - 14
    step = 1
    while len(starts) // step * room > axis.right - axis.left:
        step += 1
    return [Tick(axis.x(on), on) for on in starts[::step] if axis.x(on) + room - 20 <= axis.right]


def _mondays(axis: _Axis) -> list[date]:
    monday = axis.first + timedelta(days=-axis.first.weekday() % 7)
    return [monday + timedelta(weeks=i) for i in range((axis.last - monday).days // 7 + 1)]


def _months(axis: _Axis) -> list[date]:
    count = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month
    months = [axis.first.month + i for i in range(1, count + 1)]
    return [date(axis.first.year + (m - 1) // 12, (m - 1) % 12 + 1, 1) for m in months]


def _placed(axis: _Axis, row: BandRow, index: int) -> PlacedRow:
    top = axis.top + axis.row_height * index
    y = top + (30 if axis.narrow else axis.row_height / 2)
    label_y = top + 15 if axis.narrow else y + 5
    room = axis.right - axis.left if axis.narrow else axis.left - 20
    spots = [axis.x(d) for d in row.dates]
    fits = spots[-1] + 14 + text_width(row.note) <= axis.right
    planned_to = row.planned_to or row.planned_from
    return PlacedRow(
        row, shortened(row.label, room, 14), label_y, y, top,
        _x(axis, row.planned_from or row.planned_to), _x(axis, planned_to), _x(axis, row.actual), _x(axis, row.extended),
        spots[-1] + 14 if fits else spots[0] - 14, "start" if fits else "end",
    )  # fmt: skip


def _x(axis: _Axis, on: date | None) -> float | None:
    return None if on is None else axis.x(on)


def _stripes(axis: _Axis, gaps: Sequence[BandGap]) -> list[Stripe]:
    """The shaded days that lie within the picture."""
    inside = [gap for gap in gaps if gap.last >= axis.first and gap.first <= axis.last]
    ends = [
        (max(gap.first, axis.first), min(gap.last + timedelta(days=1), axis.last), gap.label)
        for gap in inside
    ]
    return [
        Stripe(axis.x(first), round(axis.x(last) - axis.x(first), 1), label) for first, last, label in ends
    ]


def _lines(axis: _Axis, wanted: Sequence[tuple[date, str]], bottom: float) -> list[Line]:
    """Dates that matter, their words under the picture, one below another where they would touch."""
    lines: list[Line] = []
    taken: list[tuple[float, float, float]] = []
    for on, label in wanted:
        x, wide = axis.x(on), text_width(label, 13.5)
        begins = x - 5 - wide if x + 5 + wide > axis.right else x + 5
        y = bottom + 16
        while any(
            abs(y - other) < 10 and begins < end + 8 and start < begins + wide + 8
            for other, start, end in taken
        ):
            y += 18
        taken.append((y, begins, begins + wide))
        anchor = "end" if begins < x else "start"
        lines.append(Line(x, on, label, y, anchor))
    return lines
