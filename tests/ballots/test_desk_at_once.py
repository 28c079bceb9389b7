"""The desk under stress: two who press at once give one paper, and a server killed in between has given none."""

import os
import signal
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.ballots.test_plans import CLOSE, EARLY, GOOD
from tests.conftest import Clock
from tests.support.paper_world import issued, returning
from tests.support.patience import PATIENCE
from tests.support.world import make_area, make_contest
from tracker.access.actor import SYSTEM
from tracker.ballots import services
from tracker.ballots.models import CorrespondingNumber, DispatchRun, Paper, Reissue
from tracker.contests.models import Contest, ContestRule
from tracker.directory import services as directory
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.kernel.clock import from_local
from tracker.kernel.history import HistoryEntry, first_broken_entry
from tracker.kernel.unit_of_work import unit
from tracker.rules.contests import RuleForce
from tracker.rules.directory import BodyKind
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperState
from tracker.rules.reissue import Question, ReissueReason

PEOPLE = 3
NUMBER = "S0000000"
WHILE_GIVEN = from_local(CLOSE.replace(day=10, hour=10))


@pytest.fixture
def ringing(real_app: Flask, clock: Clock) -> Flask:
    """A ballot that is on, really committed; somebody's paper is lost."""
    clock.set(EARLY)
    with real_app.app_context():
        with unit():
            session = db.session()
            party = directory.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party", is_invented=True)
            contest = make_contest(make_area(session, "X10000001", "Sampleshire"), party, "Sampleshire 2030", session)
            contest.ballot_closes_at = from_local(CLOSE)
            issued(contest, session, PEOPLE)
            session.add(ContestRule(contest=contest, key="reissue_identity_questions", value="membership_number", force=RuleForce.HARD))
            services.adopt(returning(contest), contest, GOOD)
        db.session.remove()
        db.engine.dispose()
    clock.set(WHILE_GIVEN)
    return real_app


def ask(paper_id: int) -> int:
    """The number of the answer to who lost their paper."""
    contest = db.session.scalars(select(Contest)).one()
    entry = db.session.scalars(select(RollEntry).where(RollEntry.membership_number == NUMBER)).one()
    told = {Question.MEMBERSHIP_NUMBER: NUMBER}
    wanted = services.Request(reason=ReissueReason.LOST, channel=Channel.EMAIL, answers=told, paper_id=paper_id)
    return services.answer(returning(contest), contest, entry, wanted).id


def their_paper() -> int:
    with unit():
        query = select(Paper.id).join(RollEntry, RollEntry.id == Paper.roll_entry_id).where(RollEntry.membership_number == NUMBER)
        return db.session.scalars(query).one()


def stored() -> list[int]:
    """Papers, live papers, numbers, answers, runs, and answers told in the history."""
    questions = [
        select(func.count(Paper.id)), select(func.count(Paper.id)).where(Paper.state == PaperState.LIVE),
        select(func.count(CorrespondingNumber.paper_id)), select(func.count(Reissue.id)), select(func.count(DispatchRun.id)),
        select(func.count()).where(HistoryEntry.action == "ballots.paper_reissued"),
    ]  # fmt: skip
    with unit():
        return [db.session.scalar(question) or 0 for question in questions]


BEFORE = [PEOPLE, PEOPLE, PEOPLE, 0, 0, 0]
AFTER = [PEOPLE + 1, PEOPLE, PEOPLE + 1, 1, 1, 1]


def test_two_who_press_at_once_give_one_paper(ringing: Flask) -> None:
    with ringing.app_context():
        paper_id = their_paper()
    ready, answers = Barrier(2), list[int]()

    def press() -> None:
        with ringing.app_context():
            ready.wait(PATIENCE)
            with unit():
                answers.append(ask(paper_id))

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with ringing.app_context():
        assert len(answers) == 2
        assert len(set(answers)) == 1
        assert stored() == AFTER
        assert first_broken_entry() is None


def test_a_killed_server_has_given_nothing_and_the_next_gives_it(ringing: Flask) -> None:
    with ringing.app_context():
        paper_id = their_paper()
        db.session.remove()
        db.engine.dispose()
    child = os.fork()
    if child == 0:
        with ringing.app_context(), unit():
            ask(paper_id)
            db.session.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with ringing.app_context():
        assert stored() == BEFORE
        with unit():
            ask(paper_id)
        assert stored() == AFTER
