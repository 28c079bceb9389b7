"""The dates of a contest's timetable, computed from the close of its ballot.

Nothing here moves a date by itself: a party may set a deadline on a bank holiday, and is told so (see
`tracker.rules.timetable_violations`). Days are local days in England and Wales.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.rules.contests import RuleForce
from tracker.rules.timetable_template import (
    BALLOT_CLOSE,
    BALLOT_DISPATCH,
    DEFAULT,
    Anchor,
    TemplateStage,
    TimetableTemplate,
)
from tracker.rules.working_days import Calendar, calendar_named

LONDON = ZoneInfo("Europe/London")

FindCalendar = Callable[[str], Calendar]


@dataclass(frozen=True, slots=True)
class StageDate:
    """One stage with its day.

    `computed` is the day the rule gives and `on` the day that stands: the same unless somebody set another.
    `at` is a local time, None where the day alone matters. `offset` is readable: "C-18", "D+5", "P-30".
    """

    order: int
    stage: str
    on: date
    at: time | None
    offset: str
    rule: RuleForce
    words: str
    source: str
    computed: date
    calendar: str

    @property
    def is_overridden(self) -> bool:
        """Whether the day that stands is not the one the rule gives."""
        return self.on != self.computed


def compute(
    close: datetime,
    dispatch: date | None = None,
    poll: date | None = None,
    template: TimetableTemplate = DEFAULT,
    overrides: Mapping[str, date] | None = None,
    find_calendar: FindCalendar = calendar_named,
) -> list[StageDate]:
    """Every stage of `template` with its day, in the template's order.

    `close` is the local hour the ballot closes; one that carries a zone is converted. `dispatch` is the day
    the papers go out when it is already chosen. Without `poll`, stages counted from the polling day are left
    out and limits against it do not bind. Counting working days before the close moves a stage earlier over
    days that do not count, and after it later; a stage that is the close, the dispatch or the poll itself, or
    that law counts in calendar days, stays where it falls. `overrides` sets days by stage; stages counted
    from an overridden stage follow it. Raises BeyondHorizon for a day the holidays do not reach, KeyError
    for an unknown stage, and ValueError when the close itself is overridden, since that is `close`.
    """
    chosen = dict(overrides or {})
    if BALLOT_CLOSE in chosen:
        raise ValueError("the close is given as `close`, not overridden")
    for key in chosen:
        template.stage(key)
    if dispatch is not None:
        chosen.setdefault(BALLOT_DISPATCH, dispatch)
    local = close.astimezone(LONDON) if close.tzinfo else close
    reckoning = _Reckoning(template, local, poll, chosen, find_calendar)
    wanted = (stage for stage in template.stages if poll is not None or stage.anchor != Anchor.POLL)
    return [reckoning.stage_date(stage) for stage in wanted]


def to_json(stages: Iterable[StageDate]) -> list[dict[str, str | None]]:
    """The stages as plain objects: stage, on, at (or null), offset, rule and source."""
    return [
        {
            "stage": stage.stage,
            "on": stage.on.isoformat(),
            "at": stage.at.isoformat("minutes") if stage.at else None,
            "offset": stage.offset,
            "rule": stage.rule.value,
            "source": stage.source,
        }
        for stage in stages
    ]


class _Reckoning:
    """One computation: remembers the days already found, so that stages may be counted from one another."""

    def __init__(
        self,
        template: TimetableTemplate,
        close: datetime,
        poll: date | None,
        chosen: Mapping[str, date],
        find_calendar: FindCalendar,
    ) -> None:
        self.template = template
        self.close = close
        self.poll = poll
        self.chosen = chosen
        self.find_calendar = find_calendar
        self.found: dict[str, tuple[date, str]] = {}

    def stage_date(self, stage: TemplateStage) -> StageDate:
        computed, offset = self.computed(stage)
        closes_now = stage.key == BALLOT_CLOSE or (stage.anchor == BALLOT_CLOSE and stage.offset == 0)
        return StageDate(
            order=stage.order,
            stage=stage.key,
            on=self.chosen.get(stage.key, computed),
            at=self.close.time().replace(second=0, microsecond=0) if closes_now else stage.at,
            offset=offset,
            rule=stage.rule,
            words=stage.words,
            source=stage.source,
            computed=computed,
            calendar=stage.calendar,
        )

    def computed(self, stage: TemplateStage) -> tuple[date, str]:
        """The day the rule gives, and the offset that decided it."""
        if stage.key not in self.found:
            self.found[stage.key] = self._limited(stage, self._counted(stage))
        return self.found[stage.key]

    def _counted(self, stage: TemplateStage) -> date:
        start = self._anchor_day(stage.anchor)
        calendar = self.find_calendar(stage.calendar)
        if stage.calendar_days:
            return calendar.known(start + timedelta(stage.offset))
        return calendar.add_working_days(start, stage.offset)

    def _limited(self, stage: TemplateStage, counted: date) -> tuple[date, str]:
        if self.poll is not None and stage.until_poll is not None:
            latest = self.find_calendar(stage.calendar).add_working_days(self.poll, stage.until_poll)
            if latest < counted:
                return latest, offset_words(Anchor.POLL, stage.until_poll)
        return counted, offset_words(stage.anchor, stage.offset, stage.calendar_days)

    def _anchor_day(self, anchor: str) -> date:
        if anchor == Anchor.POLL and self.poll is not None:
            return self.poll
        if anchor in (Anchor.CLOSE, BALLOT_CLOSE):
            return self.close.date()
        key = BALLOT_DISPATCH if anchor == Anchor.DISPATCH else anchor
        return self.chosen.get(key) or self.computed(self.template.stage(key))[0]


def offset_words(anchor: str, offset: int, calendar_days: bool = False) -> str:
    """An offset as it is written: "C-18", "D+5", "C", or "C+30d" for calendar days."""
    letters = {BALLOT_CLOSE: Anchor.CLOSE.value, BALLOT_DISPATCH: Anchor.DISPATCH.value}
    short = letters.get(anchor, str(anchor))
    return f"{short}{offset:+d}{'d' if calendar_days else ''}" if offset else short
