"""Killed while the issue list is made: nothing of it stays, and the next try makes all of it."""

import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.support.mailing_world import make_roll
from tests.support.paper_world import open_edition, ready, returning
from tests.support.world import make_area, make_contest
from tracker.access.actor import SYSTEM
from tracker.ballots import services
from tracker.ballots.models import CorrespondingNumber, IssueList, Paper
from tracker.contests.models import Contest
from tracker.directory import services as directory
from tracker.extensions import db
from tracker.kernel.unit_of_work import unit
from tracker.rules.directory import BodyKind
from tracker.rules.papers import PaperFormat

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 300


@pytest.fixture
def waiting(real_app: Flask) -> Flask:
    """A contest whose list can be made, really committed."""
    with real_app.app_context(), unit():
        area = make_area(db.session(), "X10000001", "Sampleshire")
        party = directory.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party", is_invented=True)
        contest = make_contest(area, party, "Sampleshire 2030", db.session())
        make_roll(db.session(), contest, PEOPLE)
        open_edition(ready(contest), "E", 1, PEOPLE, format=PaperFormat.EMAIL)
    return real_app


def make_list(app: Flask, step: str) -> int:
    """How a process that makes the list ends."""
    settings = {name: str(value) for name, value in asdict(app.config["SETTINGS"]).items()} | {"TRACKER_MODE": "demonstration"}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ballots.issuing_child", step], cwd=ROOT, env={**os.environ, **settings}, check=False, timeout=120
    )
    return ended.returncode


def stored(app: Flask) -> list[int]:
    with app.app_context():
        found = [db.session.scalar(select(func.count()).select_from(model)) or 0 for model in (IssueList, Paper, CorrespondingNumber)]
        db.session.remove()
        return found


@pytest.mark.parametrize("step", ["numbers dealt", "told in the history"])
def test_a_killed_server_leaves_nothing_of_the_list_and_the_next_makes_all_of_it(waiting: Flask, step: str) -> None:
    assert make_list(waiting, step) == -signal.SIGKILL
    assert stored(waiting) == [0, 0, 0]
    with waiting.app_context(), unit():
        contest = db.session.scalars(select(Contest)).one()
        services.make_issue_list(returning(contest), contest)
    assert stored(waiting) == [1, PEOPLE, PEOPLE]
