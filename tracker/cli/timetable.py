"""`flask timetable`: a timetable as JSON on standard output, for other programs to read."""

import click
from flask.cli import AppGroup, with_appcontext
from werkzeug.exceptions import NotFound

from tracker.cli.answers import answer, day, fail, hour
from tracker.contests.models import Stage
from tracker.contests.queries import contest_by_slug
from tracker.rules.timetable import compute, to_json
from tracker.rules.timetable_template import DEFAULT, TEMPLATES
from tracker.rules.working_days import BeyondHorizon

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
        fail(f"--template: there is no template {template_key!r}; there is: {', '.join(sorted(TEMPLATES))}")
    try:
        stages = compute(hour("--close", close), day("--dispatch", dispatch), day("--poll", poll), template=template)
    except BeyondHorizon as beyond:
        fail(f"{beyond.day} cannot be counted from: bank holidays are known from {beyond.first} to {beyond.last}")
    answer(to_json(stages))


@timetable.command("show")
@click.argument("contest_slug")
@with_appcontext
def show_command(contest_slug: str) -> None:
    """The timetable of a recorded contest, with the days that stand."""
    try:
        contest = contest_by_slug(contest_slug)
    except NotFound:
        fail(f"there is no contest {contest_slug!r}")
    answer([_stage(stage) for stage in contest.stages if stage.stands_on is not None and stage.cancelled_at is None])


def _stage(stage: Stage) -> dict[str, str | None]:
    return {
        "stage": stage.key,
        "on": stage.stands_on.isoformat() if stage.stands_on else None,
        "at": stage.stands_at,
        "offset": stage.offset,
        "rule": stage.force.value,
        "source": stage.source,
    }
