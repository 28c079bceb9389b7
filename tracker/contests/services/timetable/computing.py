"""What the rules give for a contest's dates, beside what stands."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from flask_babel import gettext

from tracker.contests.models import Contest, Stage
from tracker.kernel.clock import local
from tracker.kernel.errors import Refused
from tracker.kernel.formats import day
from tracker.rules.timetable import StageDate, compute
from tracker.rules.timetable_template import BALLOT_CLOSE, BALLOT_DISPATCH, DEFAULT, TimetableTemplate
from tracker.rules.timetable_violations import Violation, violations
from tracker.rules.working_days import BeyondHorizon

PUBLIC_POLL = "public_poll"
ANCHOR_STAGES = (BALLOT_CLOSE, BALLOT_DISPATCH, PUBLIC_POLL)


@dataclass(frozen=True, kw_only=True)
class Anchors:
    """What everything is counted from: the instant of the close, the dispatch where it is chosen, the public poll."""

    close: datetime
    dispatch: date | None = None
    poll: date | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One stage, old and new: what stands now and what the rule gives from the new dates. Hours are `HH:MM`."""

    given: StageDate
    stage: Stage | None
    computed_on: date
    computed_at: str | None

    @property
    def key(self) -> str:
        return self.given.stage

    @property
    def is_overridden(self) -> bool:
        """Whether somebody set the day: it stays, with its reason; only what the rule gives is renewed."""
        return self.stage is not None and self.stage.is_overridden and self.key not in ANCHOR_STAGES

    @property
    def is_changed(self) -> bool:
        known = (self.stage.computed_on, self.stage.computed_at) if self.stage else None
        return known != (self.computed_on, self.computed_at)

    def is_past(self, today: date) -> bool:
        """Whether the stage has happened, or the day that stands for it has gone by."""
        if self.stage is None or self.stage.stands_on is None:
            return False
        return self.stage.actual_on is not None or self.stage.stands_on < today


def anchors_of(contest: Contest) -> Anchors | None:
    """The dates `contest` counts from; None until the close of its ballot is known.

    A dispatch that is just the day the rule gives was not chosen: it goes on following the close.
    """
    if contest.ballot_closes_at is None:
        return None
    anchors = Anchors(close=contest.ballot_closes_at, poll=contest.polling_day)
    counted = _counted_dispatch(anchors) if contest.dispatch_on else None
    return replace(anchors, dispatch=contest.dispatch_on if contest.dispatch_on != counted else None)


def proposals(contest: Contest, anchors: Anchors) -> list[Proposal]:
    """Every stage the template gives from `anchors`, beside the stage that stands. Raises Refused beyond the holidays known."""
    stages = {stage.key: stage for stage in contest.stages}
    found = []
    for computed in _compute(contest, anchors):
        given = computed.stage == BALLOT_DISPATCH and anchors.dispatch is not None
        on = computed.on if given else computed.computed
        hour = computed.at.isoformat("minutes") if computed.at else None
        found.append(Proposal(given=computed, stage=stages.get(computed.stage), computed_on=on, computed_at=hour))
    return found


def problems(contest: Contest) -> list[Violation]:
    """What is wrong with the days that stand, hard ones first. Raises Refused beyond the holidays known."""
    standing = [_as_date(stage) for stage in contest.stages if stage.stands_on is not None and stage.cancelled_at is None]
    try:
        return violations(standing)
    except BeyondHorizon as beyond:
        raise _refused(beyond) from None


def _as_date(stage: Stage) -> StageDate:
    assert stage.stands_on is not None
    hour = time.fromisoformat(stage.stands_at) if stage.stands_at else None
    return StageDate(
        order=stage.position, stage=stage.key, on=stage.stands_on, at=hour, offset=stage.offset, rule=stage.force,
        words=stage.rule, source=stage.source, computed=stage.computed_on or stage.stands_on, calendar=stage.calendar,
    )  # fmt: skip


def _compute(contest: Contest, anchors: Anchors) -> list[StageDate]:
    overrides = {
        stage.key: stage.planned_on
        for stage in contest.stages
        if stage.is_overridden and stage.planned_on is not None and stage.key not in ANCHOR_STAGES
    }
    try:
        return compute(
            local(anchors.close), anchors.dispatch, anchors.poll, template=_own_template(contest), overrides=overrides
        )
    except BeyondHorizon as beyond:
        raise _refused(beyond) from None


def _own_template(contest: Contest) -> TimetableTemplate:
    """The default template, each stage on the calendar this contest gave it."""
    own = {stage.key: stage.calendar for stage in contest.stages}
    return replace(DEFAULT, stages=tuple(replace(s, calendar=own.get(s.key, s.calendar)) for s in DEFAULT.stages))


def _counted_dispatch(anchors: Anchors) -> date | None:
    try:
        stages = compute(local(anchors.close), None, anchors.poll)
    except BeyondHorizon:
        return None
    return next(stage.computed for stage in stages if stage.stage == BALLOT_DISPATCH)


def _refused(beyond: BeyondHorizon) -> Refused:
    message = gettext(
        "Bank holidays are known from %(first)s to %(last)s only, so nothing can be counted beyond. Asked for: %(day)s",
        first=day(beyond.first), last=day(beyond.last), day=day(beyond.day),
    )  # fmt: skip
    return Refused(message, "close")
