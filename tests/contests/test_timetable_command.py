"""`flask timetable`: JSON on standard output and nothing else; one plain line and status 2 when it cannot be done."""

import json
from datetime import date, datetime

import pytest
from flask import Flask

from tracker.contests.models import Contest
from tracker.contests.services import timetable as services
from tracker.contests.services.timetable import Anchors
from tracker.kernel.clock import from_local
from tracker.rules.timetable_template import DEFAULT

KEYS = {"stage", "on", "at", "offset", "rule", "source"}


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=["timetable", *words])


def test_it_computes_south_wales_2012(app: Flask) -> None:
    answer = run(app, "compute", "--close", "2012-06-15T12:00", "--poll", "2012-11-15", "--template", "default")
    assert (answer.exit_code, answer.stderr) == (0, "")
    stages = json.loads(answer.stdout)
    assert all(set(stage) == KEYS for stage in stages)
    assert [stage["stage"] for stage in stages] == [stage.key for stage in DEFAULT.stages]
    by_key = {stage["stage"]: stage for stage in stages}
    assert by_key["ballot_close"] == {
        "stage": "ballot_close", "on": "2012-06-15", "at": "12:00", "offset": "C", "rule": "hard",
        "source": DEFAULT.stage("ballot_close").source,
    }  # fmt: skip
    assert by_key["ballot_dispatch"]["on"] == "2012-05-18", "4 and 5 June were bank holidays"
    assert by_key["public_nominations"]["on"] == "2012-10-19"
    assert by_key["count"]["at"] is None


def test_a_chosen_dispatch_carries_what_is_counted_from_it(app: Flask) -> None:
    stages = json.loads(run(app, "compute", "--close", "2012-06-15T12:00", "--dispatch", "2012-05-25").stdout)
    by_key = {stage["stage"]: stage["on"] for stage in stages}
    assert by_key["ballot_dispatch"] == by_key["eligibility_paid_up_by"] == "2012-05-25"
    assert "public_poll" not in by_key


@pytest.mark.parametrize(
    "words",
    [
        [], ["--close", "2012-06-15"], ["--close", "2012-02-31T12:00"], ["--close", "15/06/2012 12:00"], ["--close", ""],
        ["--close", "2060-06-15T12:00"], ["--close", "1999-06-15T12:00"], ["--close", "2012-06-15T12:00", "--poll", "soon"],
        ["--close", "2012-06-15T12:00", "--dispatch", "2012-5-1"], ["--close", "2012-06-15T12:00", "--template", "none"],
        ["--close", "2012-01-10T12:00"],
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_one_plain_line(app: Flask, words: list[str]) -> None:
    answer = run(app, "compute", *words)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "Traceback" not in answer.stderr


def test_it_shows_the_days_that_stand(app: Flask, contest: Contest, actor) -> None:
    services.build_timetable(actor, contest, Anchors(close=from_local(datetime(2027, 3, 19, 12)), poll=date(2027, 5, 6)))
    stage = next(stage for stage in contest.stages if stage.key == "reminder_1")
    services.override_stage(actor, stage, date(2027, 3, 8), "09:30", reason="A free morning")
    answer = run(app, "show", contest.slug)
    assert answer.exit_code == 0
    shown = {stage["stage"]: stage for stage in json.loads(answer.stdout)}
    assert (shown["reminder_1"]["on"], shown["reminder_1"]["at"]) == ("2027-03-08", "09:30")
    assert len(shown) == len(contest.stages)


def test_an_unknown_contest_is_one_plain_line(app: Flask) -> None:
    answer = run(app, "show", "nowhere")
    assert (answer.exit_code, answer.stdout, answer.stderr) == (2, "", "there is no contest 'nowhere'\n")
