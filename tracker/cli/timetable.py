"""`flask timetable`: a timetable as JSON on standard output, for other programs to read."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NoReturn

import click
from flask.cli import AppGroup, with_appcontext
from werkzeug.exceptions import NotFound

from tracker.contests.models import Stage
from tracker.contests.queries import contest_by_slug
from tracker.rules.timetable import compute, to_json
from tracker.rules.timetable_template import DEFAULT, TEMPLATES
from tracker.rules.working_days import BeyondHorizon

WRONG = 2
LOCAL_HOUR = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
LOCAL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

timetable = AppGroup("timetable", help="Dates of a selection, as JSON.")


@timetable.command("compute")
@click.option("--close", default="", help="When the ballot closes, London time: 2012-06-15T12:00")
@click.option("--dispatch", default="", help="When the papers go out, if that is chosen: 2012-05-22")
@click.option("--poll", default="", help="The public polling day: 2012-11-15")
@click.option("--template", "template_key", default=DEFAULT.key, show_default=True, help="Which template of stages")
def compute_command(close: str, dispatch: str, poll: str, template_key: str) -> None:
    """Every stage from its close, its dispatch and the public poll."""
    template = TEMPLATES.get(template_key)
    if template is None:
        _fail(f"--template: there is no template {template_key!r}; there is: {', '.join(sorted(TEMPLATES))}")
    try:
        stages = compute(_hour("--close", close), _day("--dispatch", dispatch), _day("--poll", poll), template=template)
    except BeyondHorizon as beyond:
        _fail(f"{beyond.day} cannot be counted from: bank holidays are known from {beyond.first} to {beyond.last}")
    _print(to_json(stages))


@timetable.command("show")
@click.argument("contest_slug")
@with_appcontext
def show_command(contest_slug: str) -> None:
    """The timetable of a recorded contest, with the days that stand."""
    try:
        contest = contest_by_slug(contest_slug)
    except NotFound:
        _fail(f"there is no contest {contest_slug!r}")
    _print([_stage(stage) for stage in contest.stages if stage.stands_on is not None and stage.cancelled_at is None])


def _stage(stage: Stage) -> dict[str, str | None]:
    return {
        "stage": stage.key,
        "on": stage.stands_on.isoformat() if stage.stands_on else None,
        "at": stage.stands_at,
        "offset": stage.offset,
        "rule": stage.force.value,
        "source": stage.source,
    }


def _hour(option: str, text: str) -> datetime:
    hour = _read(text, LOCAL_HOUR)
    if hour is None:
        _fail(f"{option}: give a day and an hour such as 2012-06-15T12:00, not {text!r}")
    return hour


def _day(option: str, text: str) -> date | None:
    day = _read(text, LOCAL_DAY)
    if text and day is None:
        _fail(f"{option}: give a day such as 2012-11-15, not {text!r}")
    return day.date() if day else None


def _read(text: str, pattern: re.Pattern[str]) -> datetime | None:
    """What `text` says as a local time without a zone; None when it is not of the pattern, or no such day exists."""
    try:
        return datetime.fromisoformat(text) if pattern.fullmatch(text) else None
    except ValueError:
        return None


def _print(stages: Sequence[dict[str, str | None]]) -> None:
    click.echo(json.dumps(stages, ensure_ascii=False, indent=2))


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(WRONG)
