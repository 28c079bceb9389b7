"""Two people press at the same moment, each with a connection of their own: it is done once."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.endorsements.test_imports import make_world_of_its_own
from tests.support.mailing_world import make_mailing
from tests.support.patience import PATIENCE
from tests.support.people import as_actor, make_account, trust
from tracker.access.actor import Actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.errors import Blocked, Refused
from tracker.kernel.history import HistoryEntry
from tracker.kernel.unit_of_work import unit
from tracker.mailings import services
from tracker.mailings.contents import digest, fields_of
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.services.approving import planned_list
from tracker.rules.mailings import MailingState
from tracker.rules.roles import Role, ScopeKind

PEOPLE, PRESSES = 6, 4
NAMES = tuple(f"Presser {number} Invented" for number in range(PRESSES))
UNAPPROVED = {
    "state": MailingState.SUBMITTED, "approved_by_id": None, "approved_at": None, "approved_content_sha256": "",
    "approved_list_sha256": "", "recipient_count": None,
}  # fmt: skip


def prepare(state: MailingState) -> None:
    """A mailing in that state, its approval sound, and people who may send and approve."""
    make_world_of_its_own()
    with unit():
        contest: Contest = contest_by_slug("sampleshire-2030")
        for name in NAMES:
            trust(make_account(db.session(), name), Role.ORGANISER, ScopeKind.CONTEST, contest.id)
        mailing = make_mailing(db.session(), contest, PEOPLE, state=MailingState.APPROVED)
        content = mailing.content
        assert content is not None
        content.sha256 = mailing.approved_content_sha256 = digest(fields_of(content))
        mailing.approved_list_sha256 = planned_list(mailing)
        if state is MailingState.SUBMITTED:
            db.session.query(Delivery).delete()
            db.session.execute(update(Mailing).values(**UNAPPROVED))


def press_at_once(app: Flask, press: Callable[[Actor, Mailing], None]) -> list[bool]:
    """What became of each press: done or refused."""
    ready, ended = Barrier(PRESSES), list[bool]()

    def one(name: str) -> None:
        with app.app_context():
            actor = as_actor(db.session.scalars(select(Account).where(Account.name == name)).one())
            db.session.rollback()
            ready.wait(PATIENCE)
            try:
                with unit():
                    press(actor, db.session.scalars(select(Mailing)).one())
            except (Refused, Blocked):
                ended.append(False)
            else:
                ended.append(True)

    threads = [Thread(target=one, args=(name,)) for name in NAMES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ended)


@pytest.mark.parametrize(("state", "action", "press", "result"), [
    (MailingState.APPROVED, "mailings.schedule", lambda actor, mailing: services.schedule(actor, mailing, now()), MailingState.SCHEDULED),
    (MailingState.SUBMITTED, "mailings.approve", lambda actor, mailing: services.move(actor, mailing, "approve"), MailingState.APPROVED),
])  # fmt: skip
def test_whoever_presses_beside_them_it_is_done_once(
    real_app: Flask, state: MailingState, action: str, press: Callable[[Actor, Mailing], None], result: MailingState
) -> None:
    with real_app.app_context():
        prepare(state)
    assert press_at_once(real_app, press) == [False] * (PRESSES - 1) + [True]
    with real_app.app_context():
        mailing = db.session.scalars(select(Mailing)).one()
        assert mailing.state is result
        assert db.session.scalar(select(func.count()).where(HistoryEntry.action == action)) == 1
        assert db.session.scalar(select(func.count()).select_from(Delivery)) == PEOPLE
        assert planned_list(mailing) == mailing.approved_list_sha256
