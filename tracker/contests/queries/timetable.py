"""The timetable as its page shows it: each stage with its phase, the picture, and who may see it before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.contests.models import Contest, Stage
from tracker.contests.timetable_words import counted_words, stage_name, stored_words
from tracker.kernel import words
from tracker.kernel.pictures.band import BandGap, BandRow
from tracker.rules.working_days import BeyondHorizon, calendar_named, holiday_name_in_welsh


class Phase(StrEnum):
    """Where a stage stands today."""

    HAPPENED = "happened"
    PAST = "past"
    TODAY = "today"
    NEXT = "next"
    AHEAD = "ahead"
    CANCELLED = "cancelled"


words.declare({
    Phase.HAPPENED: _l("Seen to happen"),
    Phase.PAST: _l("Past"),
    Phase.TODAY: _l("Today"),
    Phase.NEXT: _l("Next"),
    Phase.AHEAD: _l("Ahead"),
    Phase.CANCELLED: _l("Cancelled"),
}, {
    Phase.HAPPENED: ("ok", "check-circle-fill"),
    Phase.PAST: ("mute", "check-lg"),
    Phase.TODAY: ("warn", "bell"),
    Phase.NEXT: ("info", "arrow-right"),
    Phase.AHEAD: ("mute", "circle"),
    Phase.CANCELLED: ("stop", "x-octagon-fill"),
})  # fmt: skip

TOGETHER = {"hustings_window": "hustings_window_close", "nominations_open": "nominations_close", "ballot_dispatch": "ballot_close"}
PERIODS = {
    "hustings_window": _l("Hustings"), "nominations_open": _l("Supporting nominations"), "ballot_dispatch": _l("Voting"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    stage: Stage
    name: str
    counted: str
    rule: str
    source: str
    phase: Phase


def may_see_timetable(actor: Actor, contest: Contest) -> bool:
    """Whether `actor` is shown the timetable: everybody who reads the contest once it is published, before that its officers."""
    if contest.timetable_published_at is not None:
        return can(actor, Permission.READ_CONTEST, contest)
    return can(actor, Permission.EDIT_TIMETABLE, contest) or can(actor, Permission.READ_CONTEST_HISTORY, contest)


def lines(contest: Contest, today: date) -> list[Line]:
    """The stages in the order of their days, those without a day last."""
    stages = sorted(contest.stages, key=lambda stage: (stage.stands_on or date.max, stage.position))
    ahead = [s for s in stages if s.cancelled_at is None and s.actual_on is None and s.stands_on and s.stands_on > today]
    following = ahead[0].stands_on if ahead else None
    return [
        Line(
            stage, str(stage_name(stage.key)), counted_words(stage.offset), stored_words(stage.rule), stored_words(stage.source),
            _phase(stage, today, following),
        )
        for stage in stages
    ]  # fmt: skip


def band_rows(contest: Contest) -> list[BandRow]:
    """The stages as the picture shows them: what has two ends as one row."""
    stages = {stage.key: stage for stage in contest.stages if stage.cancelled_at is None and stage.stands_on is not None}
    ends = {TOGETHER[key] for key in TOGETHER if key in stages}
    shown = sorted((s for s in stages.values() if s.key not in ends), key=lambda s: (s.planned_on or s.computed_on or date.max, s.position))
    return [_row(stage, stages.get(TOGETHER.get(stage.key, ""))) for stage in shown]


def band_gaps(contest: Contest, language: str) -> list[BandGap]:
    """Christmas and Easter, where they fall within the timetable."""
    days = sorted(stage.stands_on for stage in contest.stages if stage.stands_on)
    try:
        found = calendar_named("england-and-wales").holidays_between(days[0], days[-1]) if days else {}
    except BeyondHorizon:
        return []
    return _joined(found, language)


def key_dates(contest: Contest) -> list[tuple[date, str]]:
    """The close of the ballot and the public poll, as the picture marks them."""
    days = {stage.key: stage.stands_on for stage in contest.stages if stage.cancelled_at is None}
    return [(on, str(stage_name(key))) for key in ("ballot_close", "public_poll") if (on := days.get(key))]


def _joined(holidays: dict[date, str], language: str) -> list[BandGap]:
    """Holidays less than a week apart as one gap: Good Friday to Easter Monday, Christmas to New Year."""
    gaps: list[list[tuple[date, str]]] = []
    for on, name in holidays.items():
        if gaps and (on - gaps[-1][-1][0]).days < 7:
            gaps[-1].append((on, name))
        else:
            gaps.append([(on, name)])
    return [_gap(gap, language) for gap in gaps if len(gap) > 1]


def _gap(days: Sequence[tuple[date, str]], language: str) -> BandGap:
    name = holiday_name_in_welsh(days[0][1]) if language == "cy" else days[0][1]
    return BandGap(name, days[0][0], days[-1][0])


def _row(stage: Stage, end: Stage | None) -> BandRow:
    label = PERIODS[stage.key] if end is not None else stage_name(stage.key)
    start = stage.planned_on or stage.computed_on
    last = (end.planned_on or end.computed_on) if end is not None else None
    late = end if end is not None else stage
    actual = late.actual_on if end is not None else stage.actual_on
    return BandRow(str(label), start, last, actual=actual, extended=late.extended_on)


def _phase(stage: Stage, today: date, following: date | None) -> Phase:
    on = stage.stands_on
    if stage.cancelled_at is not None:
        return Phase.CANCELLED
    if stage.actual_on is not None:
        return Phase.HAPPENED
    if on is None or on > today:
        return Phase.NEXT if on is not None and on == following else Phase.AHEAD
    return Phase.TODAY if on == today else Phase.PAST


