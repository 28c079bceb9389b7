"""What is wrong with a timetable, and what to do about it.

Hard violations block publication, warnings are for an officer to accept, soft ones only inform. Nothing is
moved. Each violation carries codes and figures, to be put into words where it is shown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tracker.rules.contests import RuleForce
from tracker.rules.timetable import FindCalendar, StageDate
from tracker.rules.timetable_template import BALLOT_CLOSE, BALLOT_DISPATCH
from tracker.rules.working_days import NEVER_WORKED, Calendar, calendar_named

LEAST_BALLOT_DAYS = 10
SAFE_BALLOT_DAYS = 13
NOTICE_DAYS = 7
POLL_NOMINATIONS = "public_nominations"


class ViolationCode(StrEnum):
    """What is wrong."""

    CLOSE_NOT_WORKING_DAY = "close_not_working_day"
    CLOSE_AFTER_HOLIDAY = "close_after_holiday"
    BALLOT_TOO_SHORT = "ballot_too_short"
    GAP_TOO_SHORT = "gap_too_short"
    GAP_TOO_LONG = "gap_too_long"
    NO_TIME_FOR_NOTICE = "no_time_for_notice"
    OUT_OF_ORDER = "out_of_order"
    ON_BANK_HOLIDAY = "on_bank_holiday"
    ON_WEEKEND = "on_weekend"
    CHRISTMAS_GAP = "christmas_gap"
    HOLIDAY_IN_RETURN_POST = "holiday_in_return_post"
    TOO_NEAR_POLL = "too_near_poll"


class Remedy(StrEnum):
    """What to do about it."""

    MOVE_CLOSE = "move_close"
    DISPATCH_EARLIER = "dispatch_earlier"
    MOVE_APART = "move_apart"
    MOVE_TOGETHER = "move_together"
    PUT_IN_ORDER = "put_in_order"
    MOVE_OR_CONFIRM = "move_or_confirm"
    ALLOW_FOR_CHRISTMAS = "allow_for_christmas"
    CLOSE_REISSUE_EARLIER = "close_reissue_earlier"
    DECIDE_EARLIER = "decide_earlier"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with one stage. `params` are the figures, days and stage keys its sentence needs."""

    stage: str
    force: RuleForce
    code: ViolationCode
    remedy: Remedy
    params: Mapping[str, int | date | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """At least `least`, at most `most`, working days from one stage to a later one."""

    earlier: str
    later: str
    force: RuleForce
    least: int | None = None
    most: int | None = None


GAPS = (
    Gap("call_for_applications", "applications_close", RuleForce.WARN, least=10),
    Gap("nominations_open", "nominations_close", RuleForce.WARN, least=10),
    Gap("shortlist_published", "hustings_window", RuleForce.WARN, least=5),
    Gap("candidate_endorsed", "designation_decision", RuleForce.WARN, most=40),
)

BEFORE_POLL = (
    ("candidate_endorsed", 30),
    ("designation_decision", 25),
)

SEQUENCES = (
    ("call_for_applications", "applications_close", "longlist", "shortlist_published",
     "candidate_data_release", BALLOT_DISPATCH),
    ("nominations_open", "nominations_close", "shortlist_published"),
    ("due_diligence_complete", "shortlist_published", "hustings_window", "hustings_window_close",
     BALLOT_CLOSE),
    ("eligibility_joined_by", "roll_to_scrutineer", BALLOT_DISPATCH),
    ("shortlist_published", "candidate_statement_deadline", BALLOT_DISPATCH),
    ("preballot_mailing_post_by", BALLOT_DISPATCH),
    ("eligibility_paid_up_by", BALLOT_DISPATCH),
    (BALLOT_DISPATCH, "reissue_open", "reissue_postal_close", "reissue_email_close",
     "reissue_selfservice_close", BALLOT_CLOSE),
    ("eballot_dispatch", BALLOT_CLOSE),
    (BALLOT_DISPATCH, "reminder_1", "reminder_2", BALLOT_CLOSE),
    ("last_safe_posting_second", "last_safe_posting_first", BALLOT_CLOSE),
    (BALLOT_CLOSE, "count", "result_published", "complaint_close"),
    ("result_published", "candidate_endorsed", "designation_decision", POLL_NOMINATIONS),
    (BALLOT_CLOSE, "candidate_data_return"),
    ("public_notice", POLL_NOMINATIONS, "public_registration", "public_postal_vote", "public_poll"),
)


def violations(stages: Iterable[StageDate], find_calendar: FindCalendar = calendar_named) -> list[Violation]:
    """Everything wrong with the days that stand, hard ones first; stages that are absent are not judged.

    Raises BeyondHorizon for a day the holidays do not reach.
    """
    timetable = _Timetable({stage.stage: stage for stage in stages}, find_calendar)
    checks = (_close, _ballot_length, _gaps, _notice, _order, _days_off, _christmas, _return_post, _poll)
    found = [violation for check in checks for violation in check(timetable)]
    return sorted(found, key=lambda violation: list(RuleForce).index(violation.force))


@dataclass(frozen=True, slots=True)
class _Timetable:
    stages: Mapping[str, StageDate]
    find_calendar: FindCalendar

    def on(self, key: str) -> date | None:
        stage = self.stages.get(key)
        return stage.on if stage else None

    def calendar(self, key: str) -> Calendar:
        return self.find_calendar(self.stages[key].calendar)

    def days_between(self, earlier: str, later: str) -> int | None:
        """Working days from one stage to another, None when either is absent."""
        start, end = self.on(earlier), self.on(later)
        if start is None or end is None:
            return None
        return self.calendar(later).working_days_between(start, end)


def _close(timetable: _Timetable) -> Iterator[Violation]:
    """The last votes arrive on a working day: never on a day off, nor on the first day after a holiday."""
    day = timetable.on(BALLOT_CLOSE)
    if day is None:
        return
    calendar = timetable.calendar(BALLOT_CLOSE)
    if not calendar.is_working_day(day):
        yield Violation(
            BALLOT_CLOSE, RuleForce.HARD, ViolationCode.CLOSE_NOT_WORKING_DAY, Remedy.MOVE_CLOSE, {"on": day}
        )
    elif holidays := calendar.holidays_between(calendar.previous_working_day(day), day):
        yield Violation(
            BALLOT_CLOSE, RuleForce.HARD, ViolationCode.CLOSE_AFTER_HOLIDAY, Remedy.MOVE_CLOSE,
            {"on": day, "holiday": list(holidays.values())[-1]},
        )


def _ballot_length(timetable: _Timetable) -> Iterator[Violation]:
    days = timetable.days_between(BALLOT_DISPATCH, BALLOT_CLOSE)
    if days is None or days >= SAFE_BALLOT_DAYS:
        return
    hard = days < LEAST_BALLOT_DAYS
    yield Violation(
        BALLOT_DISPATCH, RuleForce.HARD if hard else RuleForce.WARN, ViolationCode.BALLOT_TOO_SHORT,
        Remedy.DISPATCH_EARLIER, {"days": days, "least": LEAST_BALLOT_DAYS if hard else SAFE_BALLOT_DAYS},
    )


def _gaps(timetable: _Timetable) -> Iterator[Violation]:
    for gap in GAPS:
        days = timetable.days_between(gap.earlier, gap.later)
        if days is None or days < 0:
            continue
        if gap.least is not None and days < gap.least:
            yield Violation(
                gap.later, gap.force, ViolationCode.GAP_TOO_SHORT, Remedy.MOVE_APART,
                {"other": gap.earlier, "days": days, "least": gap.least},
            )
        if gap.most is not None and days > gap.most:
            yield Violation(
                gap.later, gap.force, ViolationCode.GAP_TOO_LONG, Remedy.MOVE_TOGETHER,
                {"other": gap.earlier, "days": days, "most": gap.most},
            )


def _notice(timetable: _Timetable) -> Iterator[Violation]:
    """A nominating meeting needs seven calendar days' written notice, so no shorter window can hold one."""
    opens, closes = timetable.on("nominations_open"), timetable.on("nominations_close")
    if opens is None or closes is None or not 0 <= (closes - opens).days < NOTICE_DAYS:
        return
    yield Violation(
        "nominations_close", RuleForce.HARD, ViolationCode.NO_TIME_FOR_NOTICE, Remedy.MOVE_APART,
        {"days": (closes - opens).days, "least": NOTICE_DAYS},
    )


def _order(timetable: _Timetable) -> Iterator[Violation]:
    for sequence in SEQUENCES:
        present = [timetable.stages[key] for key in sequence if key in timetable.stages]
        for earlier, later in pairwise(present):
            if earlier.on > later.on:
                yield Violation(
                    earlier.stage, RuleForce.HARD, ViolationCode.OUT_OF_ORDER, Remedy.PUT_IN_ORDER,
                    {"on": earlier.on, "other": later.stage, "other_on": later.on},
                )


def _days_off(timetable: _Timetable) -> Iterator[Violation]:
    """A party may set a deadline on a bank holiday: it is told, and the day stays."""
    for key, stage in timetable.stages.items():
        calendar = timetable.calendar(key)
        if key == BALLOT_CLOSE or calendar.is_working_day(stage.on):
            continue
        holiday = calendar.holiday_name(stage.on)
        if holiday:
            params: dict[str, int | date | str] = {"on": stage.on, "holiday": holiday}
            yield Violation(
                key, RuleForce.WARN, ViolationCode.ON_BANK_HOLIDAY, Remedy.MOVE_OR_CONFIRM, params
            )
        else:
            yield Violation(
                key, RuleForce.SOFT, ViolationCode.ON_WEEKEND, Remedy.MOVE_OR_CONFIRM, {"on": stage.on}
            )


def _christmas(timetable: _Timetable) -> Iterator[Violation]:
    """Members are written to from the release of the lists to the close, and at Christmas the post stops."""
    start = timetable.on("candidate_data_release") or timetable.on(BALLOT_DISPATCH)
    close = timetable.on(BALLOT_CLOSE)
    if start is None or close is None or start > close:
        return
    holidays = timetable.calendar(BALLOT_CLOSE).holidays_between(start, close)
    days = [day for day in holidays if (day.month, day.day) in NEVER_WORKED]
    if days:
        params: dict[str, int | date | str] = {"first": days[0], "last": days[-1]}
        yield Violation(
            BALLOT_DISPATCH, RuleForce.WARN, ViolationCode.CHRISTMAS_GAP, Remedy.ALLOW_FOR_CHRISTMAS, params
        )


def _return_post(timetable: _Timetable) -> Iterator[Violation]:
    """Posted replacements end eight working days before the close, not five, where holidays fall between."""
    key, close = "reissue_postal_close", timetable.on(BALLOT_CLOSE)
    last, days = timetable.on(key), timetable.days_between(key, BALLOT_CLOSE)
    if last is None or close is None or days is None or not 0 <= days < 8:
        return
    holidays = timetable.calendar(BALLOT_CLOSE).holidays_between(last, close)
    if holidays:
        yield Violation(
            key, RuleForce.WARN, ViolationCode.HOLIDAY_IN_RETURN_POST, Remedy.CLOSE_REISSUE_EARLIER,
            {"holiday": next(iter(holidays.values())), "days": days, "least": 8},
        )


def _poll(timetable: _Timetable) -> Iterator[Violation]:
    for key, least in BEFORE_POLL:
        days = timetable.days_between(key, "public_poll")
        if days is not None and days < least:
            yield Violation(
                key, RuleForce.WARN, ViolationCode.TOO_NEAR_POLL, Remedy.DECIDE_EARLIER,
                {"days": days, "least": least},
            )
