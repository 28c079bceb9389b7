"""Limits hold in every window, for all workers together."""

from collections import Counter
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.mailings.sending.conftest import states
from tests.support.mail_server import MailServer
from tests.support.mailing_world import make_mailing
from tracker.contests.models import Contest
from tracker.mailings.models import SendingPace
from tracker.mailings.services.sending.worker import Worker

STEP = 20


@pytest.mark.parametrize(("minute", "hour", "whole"), [(4, 0, 360), (2, 5, 4000)])
def test_no_window_holds_more_than_the_limit(
    app: Flask, session: Session, contest: Contest, server: MailServer, worker: Worker, clock: Clock,
    minute: int, hour: int, whole: int,
) -> None:  # fmt: skip
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_PER_MINUTE=str(minute), MAIL_PER_HOUR=str(hour))
    make_mailing(session, contest, 20)
    sent_at = Counter[int]()
    for at in range(0, whole, STEP):
        before = len(server.log.kept)
        worker.turn()
        sent_at[at] = len(server.log.kept) - before
        clock.pass_by(seconds=STEP)
    for limit, window in ((minute, 60), (hour, 3600)):
        if limit:
            assert max(sum(sent_at[at + step] for step in range(0, window, STEP)) for at in range(0, whole - window, STEP)) == limit
    assert len(server.log.kept) == (2 * hour or 20)


def test_without_a_limit_nothing_is_counted(session: Session, contest: Contest, server: MailServer, worker: Worker) -> None:
    mailing = make_mailing(session, contest, 3)
    worker.turn()
    assert states(session, mailing) == {"handed_over": 3}
    assert session.query(SendingPace).count() == 0
