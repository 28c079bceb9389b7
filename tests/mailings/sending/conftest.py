"""A mailing on its way, a mail server that can have bad days, and a worker of the test's own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.mail_server import MailServer, Mood, mail_server
from tests.support.mailing_world import make_mailing
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.services.sending.worker import Worker

MakeMailing = Callable[..., Mailing]


class Moods:
    """One mood after the other, then the usual one."""

    def __init__(self) -> None:
        self.coming: list[Mood] = []
        self.usual = Mood.FINE

    def __call__(self, _recipient: str) -> Mood:
        return self.coming.pop(0) if self.coming else self.usual


@pytest.fixture
def moods() -> Moods:
    return Moods()


@pytest.fixture
def server(app: Flask, moods: Moods, tmp_path: Any) -> Iterator[MailServer]:
    """A mail server, and the application sending through it; the files beside the data are the test's own."""
    before = app.config["SETTINGS"]
    with mail_server(mood=moods, stall=1.0) as server:
        app.config["SETTINGS"] = replace(before, MAIL_URL=server.url, MAIL_PATIENCE="0.3", FILES_PATH=str(tmp_path / "files"))
        yield server
    app.config["SETTINGS"] = before


class PromptWorker(Worker):
    """A worker that sees what the test has just written, as another process would after its commit, and takes turns until it waits."""

    def turn(self) -> bool:
        db.session.commit()
        while super().turn():
            pass
        return False


@pytest.fixture
def worker(server: MailServer) -> Iterator[Worker]:
    worker = PromptWorker()
    yield worker
    worker.close()


@pytest.fixture
def mailing(session: Session, contest: Contest) -> Mailing:
    """An e-mail to five people, being sent."""
    return make_mailing(session, contest, 5)


def states(session: Session, mailing: Mailing) -> dict[str, int]:
    """How many deliveries are in each state."""
    rows = session.execute(select(Delivery.state, func.count()).where(Delivery.mailing_id == mailing.id).group_by(Delivery.state)).all()
    return {state.value: count for state, count in rows}


def deliveries(session: Session, mailing: Mailing) -> list[Delivery]:
    """The deliveries as they stand, in order."""
    query = select(Delivery).where(Delivery.mailing_id == mailing.id).order_by(Delivery.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))
