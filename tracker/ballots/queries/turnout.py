"""Turnout: the scrutineer's counts by day, unit and channel, beside the papers that are out. Numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from tracker.ballots.models import Paper, TurnoutCount
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperState
from tracker.rules.turnout import Count, by_channel, by_day, by_unit, new_each_day, standing


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """Papers returned by the end of a day, and since the count before."""

    on: date
    returned: int
    came: int


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """Papers out in a unit, and returned by its last count."""

    area: Area
    out: int
    returned: int

    @property
    def share(self) -> float | None:
        """Returned of those out; None where none is out."""
        return self.returned / self.out if self.out else None


@dataclass(frozen=True, kw_only=True)
class Turnout:
    """All that was counted. `out`: live papers; `channels`: (channel, returned, out)."""

    days: tuple[DayLine, ...]
    units: tuple[UnitLine, ...]
    channels: tuple[tuple[Channel, int, int], ...]
    out: int

    @property
    def returned(self) -> int:
        return self.days[-1].returned if self.days else 0

    @property
    def share(self) -> float | None:
        """Returned of those out; None where none is out."""
        return self.returned / self.out if self.out else None


def turnout_of(contest: Contest) -> Turnout:
    """A contest's turnout."""
    rows = counted(contest)
    counts = as_rules(rows)
    days = by_day(counts)
    out, channels = _out_by_channel(contest), by_channel(counts)
    return Turnout(
        days=tuple(
            DayLine(on=on, returned=total, came=came) for (on, total), (_on, came) in zip(days, new_each_day(days), strict=True)
        ),
        units=_units(contest, by_unit(counts)), out=sum(out.values()),
        channels=tuple((one, channels.get(one.value, 0), out.get(one, 0)) for one in Channel if one in out or one.value in channels),
    )  # fmt: skip


def counted(contest: Contest) -> Sequence[TurnoutCount]:
    """Every count, oldest first."""
    query = select(TurnoutCount).where(TurnoutCount.contest_id == contest.id).order_by(TurnoutCount.id)
    return db.session.scalars(query.options(joinedload(TurnoutCount.area))).all()


def as_rules(counts: Sequence[TurnoutCount]) -> list[Count]:
    """The counts as the rules read them."""
    return [Count(one.counted_on, one.area_id, one.channel.value if one.channel else "", one.returned, one.id) for one in counts]


def standing_ids(counts: Sequence[TurnoutCount]) -> set[int]:
    """The ids of the counts that nobody corrected."""
    return {one.order for one in standing(as_rules(counts))}


def areas_of(contest: Contest) -> Sequence[Area]:
    """The council areas in which papers are out, by name."""
    query = select(RollEntry.council_gss).join(Paper, Paper.roll_entry_id == RollEntry.id).where(Paper.contest_id == contest.id)
    return db.session.scalars(select(Area).where(Area.gss.in_(query.distinct())).order_by(Area.name_en)).all()


def out_in(contest: Contest, area: Area) -> int:
    """Live papers of the people of an area."""
    query = select(func.count()).join(RollEntry, Paper.roll_entry_id == RollEntry.id)
    live = (Paper.contest_id == contest.id, Paper.state == PaperState.LIVE, RollEntry.council_gss == area.gss)
    return db.session.scalar(query.select_from(Paper).where(*live)) or 0


def _out_by_channel(contest: Contest) -> dict[Channel, int]:
    query = select(Paper.channel, func.count()).where(Paper.contest_id == contest.id, Paper.state == PaperState.LIVE)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Paper.channel))}


def _units(contest: Contest, returned: dict[int, int]) -> tuple[UnitLine, ...]:
    """The units that were counted, with the papers out in each."""
    if not returned:
        return ()
    areas = db.session.scalars(select(Area).where(Area.id.in_(returned))).all()
    query = select(RollEntry.council_gss, func.count()).join(Paper, Paper.roll_entry_id == RollEntry.id)
    live = (Paper.contest_id == contest.id, Paper.state == PaperState.LIVE, RollEntry.council_gss.in_([area.gss for area in areas]))
    out = {row[0]: row[1] for row in db.session.execute(query.where(*live).group_by(RollEntry.council_gss))}
    return tuple(sorted(
        (UnitLine(area=area, out=out.get(area.gss, 0), returned=returned[area.id]) for area in areas), key=lambda one: str(one.area.name)
    ))  # fmt: skip
