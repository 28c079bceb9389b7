"""What a declaration begins: the days left for complaints, and for candidates to return the lists they were given."""

from datetime import date

from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.contests.models import Contest, Stage
from tracker.contests.services import timetable
from tracker.contests.services.timetable.changes import waiting
from tracker.results.models import Result
from tracker.rules.contests import RuleForce
from tracker.rules.working_days import ELECTION, BeyondHorizon, calendar_named

PUBLISHED = "result_published"
DEADLINES = {"complaint_close": ("complaint_working_days", 5), "candidate_data_return": ("data_return_working_days", 10)}
"""Stage -> the contest rule that says how many working days after the declaration, and how many where nobody says."""


def set_deadlines(actor: Actor, result: Result) -> None:
    """Let the periods run from the day of the declaration, never shorter than planned.

    As many working days as the timetable planned after its own day for the result; else as the contest's rule says. A published hard
    date waits for a second officer. Nothing is set where bank holidays are not known, or the stage was cancelled.
    """
    contest, on = result.contest, result.declared_on
    if on is None:
        return
    stages = {stage.key: stage for stage in contest.stages}
    for key in DEADLINES:
        until = deadline(contest, stages, key, on)
        if until is not None:
            _let_run(actor, contest, stages.get(key), key, until)
    published = stages.get(PUBLISHED)
    if published is not None and published.cancelled_at is None and published.actual_on is None:
        source = result.source.strip() or result.declared_by
        timetable.record_actual(actor, published, on, result.declared_hour, source=source)


def deadline(contest: Contest, stages: dict[str, Stage], key: str, on: date) -> date | None:
    """The last day of a period that begins on `on`; None where bank holidays are not known."""
    stage = stages.get(key)
    calendar = calendar_named(stage.calendar if stage else ELECTION)
    try:
        return calendar.add_working_days(on, _days(contest, stages, key))
    except BeyondHorizon:
        return None


def _days(contest: Contest, stages: dict[str, Stage], key: str) -> int:
    stage, published = stages.get(key), stages.get(PUBLISHED)
    if stage and published and stage.stands_on and published.stands_on and stage.stands_on > published.stands_on:
        return calendar_named(stage.calendar).working_days_between(published.stands_on, stage.stands_on)
    rule, usual = DEADLINES[key]
    said = next((one.value for one in contest.rules if one.key == rule), "")
    return int(said) if said.isascii() and said.isdigit() and 0 < int(said[:4]) <= 1000 and len(said) <= 4 else usual


def _let_run(actor: Actor, contest: Contest, stage: Stage | None, key: str, until: date) -> None:
    reason = gettext("Counted from the day the result was declared")
    if stage is None:
        force = RuleForce.HARD if key == "candidate_data_return" else RuleForce.SOFT
        timetable.add_stage(actor, contest, key, until, force=force, rule="Counted from the day the result was declared")
    elif stage.cancelled_at is None and (stage.stands_on is None or until > stage.stands_on) and not _is_waiting(contest, stage):
        timetable.extend_stage(actor, stage, until, None, reason=reason)


def _is_waiting(contest: Contest, stage: Stage) -> bool:
    return any(change.stage_id == stage.id for change in waiting(contest))


def expected_deadlines(contest: Contest, on: date) -> list[tuple[str, date | None]]:
    """Each period by its stage and its last day, were the result declared on `on`: never earlier than what stands now."""
    stages = {stage.key: stage for stage in contest.stages if stage.cancelled_at is None}
    known = [(key, deadline(contest, stages, key, on), stages[key].stands_on if key in stages else None) for key in DEADLINES]
    return [(key, max(filter(None, (until, stands)), default=None)) for key, until, stands in known]
