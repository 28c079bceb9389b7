"""The times of a plan's acts: latest safe, planned, actual and extended, each kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from tracker.ballots.models import ActTime, TimeKind
from tracker.ballots.queries.plans import adopted
from tracker.contests.models import Contest, Stage
from tracker.extensions import db
from tracker.kernel.clock import from_local, local
from tracker.rules.ballot_plan import Act


@dataclass(frozen=True, kw_only=True)
class Times:
    """An act's times, as instants. `stage`: the stage of the timetable that is this act; its times are the act's."""

    act: Act
    safe: datetime | None = None
    planned: datetime | None = None
    actual: datetime | None = None
    extended: datetime | None = None
    stage: Stage | None = None

    @property
    def set_at(self) -> datetime | None:
        """What was decided: extended, else planned."""
        return self.extended or self.planned

    @property
    def stands(self) -> datetime | None:
        """The time that counts: what was decided, else the latest safe moment."""
        return self.set_at or self.safe

    @property
    def slack_days(self) -> int | None:
        """Days between what was decided (or seen) and the latest safe moment; below zero: later than is safe."""
        at = self.actual or self.set_at
        return (self.safe.date() - at.date()).days if self.safe and at else None


def times_of(contest: Contest) -> Mapping[Act, Times]:
    """Every act of the adopted plan with its times; nothing before a plan is adopted."""
    plan = adopted(contest)
    if plan is None:
        return {}
    recorded = {(one.act, one.kind): one.at for one in recorded_times(contest)}
    stages = {stage.key: stage for stage in contest.stages if stage.computed_on is not None and stage.cancelled_at is None}
    return {act.act: _times(act.act, act.safe_at, recorded, stages.get(act.act.value)) for act in plan.acts}


def recorded_times(contest: Contest, act: Act | None = None) -> Sequence[ActTime]:
    """What was recorded of the acts (or of one), oldest first."""
    query = select(ActTime).where(ActTime.contest_id == contest.id).order_by(ActTime.id)
    return db.session.scalars(query.where(ActTime.act == act) if act else query).all()


def _times(act: Act, safe: datetime, recorded: Mapping[tuple[Act, TimeKind], datetime], stage: Stage | None) -> Times:
    if stage is None:
        planned, actual, extended = (recorded.get((act, kind)) for kind in TimeKind)
        return Times(act=act, safe=safe, planned=planned, actual=actual, extended=extended)
    hour = local(safe).time()  # the timetable may say the day alone: then the plan says the hour
    planned, actual, extended = (
        _instant(on, at, hour) for on, at in (
            (stage.planned_on, stage.planned_at), (stage.actual_on, stage.actual_at), (stage.extended_on, stage.extended_at),
        )
    )  # fmt: skip
    return Times(act=act, safe=safe, planned=planned, actual=actual, extended=extended, stage=stage)


def _instant(on: date | None, at: str | None, hour: time) -> datetime | None:
    """A stage's day and hour; `hour` where it has none."""
    return from_local(datetime.combine(on, time.fromisoformat(at) if at else hour)) if on else None
