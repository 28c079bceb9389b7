"""Two officers press at the same moment: each act happens once, or is refused; the state and the history agree."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.endorsements.conftest import QUOTE, decision
from tests.endorsements.test_imports import make_world_of_its_own
from tests.support.patience import PATIENCE
from tests.support.people import as_actor, make_account, trust
from tracker.accounts.models import Account
from tracker.contests.queries import contest_by_slug
from tracker.directory.models import Body
from tracker.endorsements import services
from tracker.endorsements.models import Endorsement
from tracker.extensions import db
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry, first_broken_entry
from tracker.kernel.unit_of_work import unit
from tracker.rules.decisions import EndorsementState
from tracker.rules.directory import BodyKind
from tracker.rules.roles import Role, ScopeKind


def prepare() -> None:
    """One endorsement recorded by the first officer, and a second officer."""
    make_world_of_its_own()
    with unit():
        contest = contest_by_slug("sampleshire-2030")
        first = db.session.scalars(select(Account)).one()
        council = db.session.scalars(select(Body).where(Body.kind == BodyKind.PARTY_COUNCIL)).one()
        services.log(as_actor(first), contest, council, decision(contest.candidacies[0]), evidence=[QUOTE])
        trust(make_account(db.session(), "Sara Second"), Role.REGIONAL_OFFICER, ScopeKind.AREA, contest.area_id)


@pytest.mark.parametrize(("acts", "done"), [(("verify", "withdraw"), {1, 2}), (("verify", "verify"), {1})])
def test_two_moves_at_once(real_app: Flask, acts: tuple[str, str], done: set[int]) -> None:
    with real_app.app_context():
        prepare()
    ready, ended = Barrier(2), []

    def press(act: str) -> None:
        with real_app.app_context():
            second = as_actor(db.session.scalars(select(Account).where(Account.name == "Sara Second")).one())
            db.session.rollback()
            ready.wait(PATIENCE)
            try:
                with unit():
                    endorsement = db.session.scalars(select(Endorsement)).one()
                    services.verify(second, endorsement) if act == "verify" else services.withdraw(second, endorsement, "At once")
            except Refused:
                ended.append(None)
            else:
                ended.append(act)

    threads = [Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    made = [act for act in ended if act]
    with real_app.app_context():
        moves = HistoryEntry.action.in_(["endorsements.verify", "endorsements.withdraw"])
        assert (len(ended), len(made) in done) == (2, True)
        assert db.session.scalar(select(func.count()).where(moves)) == len(made)
        withdrawn = db.session.scalars(select(Endorsement.state)).one() is EndorsementState.WITHDRAWN
        assert withdrawn == ("withdraw" in made)
        assert first_broken_entry() is None
