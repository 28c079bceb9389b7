"""`flask doctor`: says what is wrong and what to do, and goes on when one look fails."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.support.mail_server import mail_server
from tests.support.mailing_world import make_mailing
from tracker.contests.models import Contest
from tracker.kernel import outbox, unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.history import HistoryHead
from tracker.mailings.models import Delivery, SendingSwitch
from tracker.rules.mailings import DeliveryState, MailingState


@pytest.fixture
def settings(app: Flask) -> Iterator[None]:
    """Whatever a test sets is set back."""
    before = app.config["SETTINGS"]
    yield
    app.config["SETTINGS"] = before


def ask(app: Flask, *words: str, **settings: str) -> tuple[int, str]:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], **settings)
    answer = app.test_cli_runner().invoke(args=["doctor", *words])
    return answer.exit_code, " ".join(answer.output.split())


def test_a_healthy_installation_is_told_so(app: Flask, session: Session, settings: None) -> None:
    status, said = ask(app)
    assert status == 0, said
    assert "at the newest migration" in said
    assert "STOP" not in said


def test_a_message_that_nobody_sends_is_noticed(app: Flask, session: Session, settings: None) -> None:
    outbox.send("nia@example.invalid", "Hello", "Text").next_try_at = now() - timedelta(minutes=6)
    session.commit()  # and the queue is told nothing
    status, said = ask(app)
    assert (status, "1 should have been sent minutes ago See that `flask worker` runs" in said) == (0, True), said


def test_missing_history_is_an_alarm(app: Flask, session: Session, settings: None) -> None:
    session.add(HistoryHead(id=1, hash="1" * 64))
    session.execute(update(HistoryHead).values(hash="1" * 64))
    unit_of_work.commit()
    status, said = ask(app)
    assert (status, "its newest entries are missing" in said) == (1, True), said


def test_one_look_that_fails_does_not_keep_the_others(app: Flask, session: Session, settings: None, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    status, said = ask(app, FILES_PATH=str(tmp_path / "file"))
    assert status == 1
    assert f"nothing can be written in {tmp_path}/file" in said
    assert "history" in said


def test_without_a_mail_server_it_says_where_messages_go(app: Flask, session: Session, settings: None) -> None:
    assert "MAIL_URL is not set" in ask(app, "mail")[1]
    status, said = ask(app, "mail", TRACKER_MODE="demonstration", MAIL_URL="smtp://127.0.0.1:1")
    assert (status, "sent nowhere" in said) == (0, True), "the demonstration talks to no server"


def test_a_mail_server_that_answers_is_told_with_what_cannot_be_seen(
    app: Flask, session: Session, settings: None, tmp_path: Path
) -> None:
    with mail_server() as server:
        status, said = ask(
            app, "mail", MAIL_URL=server.url, MAIL_SENDER="Party <elections@party.cymru>", PUBLIC_URL="https://selection.party.cymru",
            BOUNCES_PATH=str(tmp_path), MAIL_PER_MINUTE="100",
        )  # fmt: skip
    assert status == 0, said
    for part in ("answers", "up to 9,765 kB", "_dmarc.party.cymru", "one click works", "100 in any minute", "none has arrived"):
        assert part in said, said
    assert server.log.kept == [], "nothing was sent"


@pytest.mark.parametrize(
    ("setting", "value", "complaint"),
    [
        ("MAIL_URL", "smtp://127.0.0.1:1", "cannot be used"),
        ("MAIL_URL", "pigeon://loft", "cannot be understood"),
        ("MAIL_SENDER", "Tracker <tracker@example.invalid>", "servers refuse it"),
        ("MAIL_SENDER", "nobody", "not a name and address"),
        ("PUBLIC_URL", "http://127.0.0.1:8000", "nobody outside can unsubscribe"),
        ("BOUNCES_PATH", "/nowhere/at/all", "cannot be read"),
    ],
)
def test_what_is_wrong_with_mail_is_said_with_what_to_do(
    app: Flask, session: Session, settings: None, setting: str, value: str, complaint: str
) -> None:
    with mail_server() as server:
        status, said = ask(app, "mail", **{"MAIL_URL": server.url, setting: value})
    assert (status, complaint in said) == (1, True), said


def test_what_is_being_sent_is_told_with_what_stands_in_its_way(app: Flask, session: Session, settings: None, contest: Contest) -> None:
    mailing = make_mailing(session, contest, 3, state=MailingState.PAUSED, paused_reason="server_down|451 closed")
    session.execute(update(Delivery).where(Delivery.mailing_id == mailing.id).values(state=DeliveryState.UNKNOWN))
    session.add(SendingSwitch(id=1, is_on=False, installation="x", changed_at=now(), reason="copied"))
    session.commit()
    status, said = ask(app, "sending")
    assert status == 1
    for part in ("sending is off since", "no worker has ever looked", "3 of 3 through, paused", "451 closed", "3 outcomes are unknown"):
        assert part in said, said
