"""A result is declared once, however many press at the same moment; a server killed in between leaves all of it or nothing."""

import os
import signal
from datetime import timedelta
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import func, select

from tests.support.patience import PATIENCE
from tests.support.people import as_actor, make_account, trust
from tests.support.world import make_area, make_candidacy, make_contest
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.directory import services as directory
from tracker.extensions import db
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry, first_broken_entry
from tracker.kernel.unit_of_work import unit
from tracker.results import services
from tracker.results.models import Result
from tracker.results.services import Declaration, Report, RoundReport
from tracker.rules.contests import CandidacyState, ContestState
from tracker.rules.directory import BodyKind
from tracker.rules.results import ResultState
from tracker.rules.roles import Role, ScopeKind


def prepare() -> None:
    """A count of two, entered by the returning officer and not declared."""
    with unit():
        session = db.session()
        party = directory.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Sample Party", is_invented=True)
        contest = make_contest(make_area(session, "X10000001", "Sampleshire"), party, "Sampleshire 2030", session)
        standing = [make_candidacy(contest, name, session, state=CandidacyState.SHORTLISTED) for name in ("Nia Sample", "Gwyn Sample")]
        contest.state, contest.ballot_closes_at = ContestState.COUNTING, now() - timedelta(days=2)
        officer = trust(make_account(session, "Rhys Returning"), Role.RETURNING_OFFICER, ScopeKind.CONTEST, contest.id)
        votes = RoundReport(votes={standing[0].id: 1142, standing[1].id: 1058})
        report = Report(chosen=[standing[0].id], rounds=[votes], figures={"source": "Report"})
        services.record(as_actor(officer), contest, standing, report)


def declare() -> None:
    with unit():
        officer = as_actor(db.session.scalars(select(Account)).one())
        said = Declaration(by="Rhys Returning", on=today())
        services.declare(officer, db.session.scalars(select(Result)).one(), said)


def declared_count() -> int:
    return db.session.scalar(select(func.count()).where(HistoryEntry.action == "results.declare-final")) or 0


def test_two_who_declare_at_once_declare_once(real_app: Flask) -> None:
    with real_app.app_context():
        prepare()
    ready, ended = Barrier(2), []

    def press() -> None:
        with real_app.app_context():
            ready.wait(PATIENCE)
            try:
                declare()
            except Refused:
                ended.append("refused")
            else:
                ended.append("declared")

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with real_app.app_context():
        assert sorted(ended) == ["declared", "refused"]
        assert declared_count() == 1
        assert db.session.scalars(select(Contest.state)).one() is ContestState.DECIDED
        assert first_broken_entry() is None


def test_a_server_killed_while_declaring_leaves_nothing_half_done(real_app: Flask) -> None:
    """Killed before the commit; the same declaration then goes through."""
    with real_app.app_context():
        prepare()
        db.session.remove()
        db.engine.dispose()
    child = os.fork()
    if child == 0:
        with real_app.app_context(), unit():
            officer = as_actor(db.session.scalars(select(Account)).one())
            services.declare(officer, db.session.scalars(select(Result)).one(), Declaration(by="Rhys Returning", on=today()))
            os.kill(os.getpid(), signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with real_app.app_context():
        assert db.session.scalars(select(Result.state)).one() is ResultState.REPORTED
        assert (db.session.scalars(select(Contest.state)).one(), declared_count()) == (ContestState.COUNTING, 0)
        db.session.rollback()
        declare()
        assert (db.session.scalars(select(Contest.state)).one(), declared_count()) == (ContestState.DECIDED, 1)
