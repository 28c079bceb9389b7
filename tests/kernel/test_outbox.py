"""Mail: sent after the commit, tried again, never with a header somebody slipped in."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tracker.kernel import outbox, unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.outbox import OutgoingMail


class MailServer(socketserver.ThreadingTCPServer):
    """As much of a mail server as a sender needs. `answer` is what it says to the recipient."""

    allow_reuse_address = True
    daemon_threads = True
    answer = "250 fine"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received: list[str] = []


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            command = line.split(" ")[0].upper()
            if command == "RCPT":
                self.say(self.server.answer)
            elif command == "DATA":
                self.say("354 go on")
                lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                self.server.received.append("".join(lines))
                self.say("250 kept")
            else:
                self.say("221 bye" if command == "QUIT" else "250 yes")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    """A mail server, and the application sending through it."""
    server = MailServer()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, MAIL_URL=f"smtp://127.0.0.1:{server.server_address[1]}")
    yield server
    app.config["SETTINGS"] = before
    server.shutdown()
    server.server_close()


def write(text: str = "Helo Siôn") -> OutgoingMail:
    return outbox.send("nia@example.invalid", "Croeso ŵ", text)


def test_it_is_sent_once_the_work_is_committed(session: Session, server: MailServer) -> None:
    mail = write()
    assert server.received == []
    unit_of_work.commit()
    session.refresh(mail)
    assert len(server.received) == 1
    assert "To: nia@example.invalid" in server.received[0]
    assert mail.sent_at is not None
    assert mail.text == "", "what it said is forgotten"


def test_it_is_not_sent_when_the_work_is_undone(session: Session, server: MailServer) -> None:
    write()
    unit_of_work.rollback()
    unit_of_work.commit()
    assert server.received == []


def test_it_is_tried_again_later_and_later_until_it_is_through(session: Session, server: MailServer, clock: Clock) -> None:
    server.answer = "451 not now"
    mail = write()
    unit_of_work.commit()
    session.refresh(mail)
    assert (mail.attempts, mail.sent_at, mail.next_try_at) == (1, None, now() + timedelta(minutes=1))
    assert "451" in mail.last_error
    outbox.send_what_is_due()
    session.refresh(mail)
    assert mail.attempts == 1, "not before its time"
    clock.pass_by(minutes=1)
    outbox.send_what_is_due()
    session.refresh(mail)
    assert (mail.attempts, mail.next_try_at) == (2, now() + timedelta(minutes=5))
    server.answer = "250 fine"
    clock.pass_by(minutes=5)
    outbox.send_what_is_due()
    session.refresh(mail)
    assert mail.sent_at == now()
    assert len(server.received) == 1


def test_it_is_given_up_in_the_end(session: Session, server: MailServer, clock: Clock) -> None:
    server.answer = "451 never"
    mail = write()
    unit_of_work.commit()
    for _ in range(20):
        clock.pass_by(days=1)
        outbox.send_what_is_due()
    session.refresh(mail)
    assert mail.attempts == len(outbox.WAITS) + 1
    assert mail.given_up_at is not None
    assert mail.next_try_at is None


def test_a_refusal_for_good_is_believed(session: Session, server: MailServer) -> None:
    server.answer = "550 nobody of that name"
    mail = write()
    unit_of_work.commit()
    session.refresh(mail)
    assert mail.given_up_at is not None


def test_a_server_out_of_reach_loses_nothing(session: Session, server: MailServer, app: Flask) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL="smtp://127.0.0.1:1")
    mail = write()
    unit_of_work.commit()
    session.refresh(mail)
    assert mail.attempts == 1
    assert mail.next_try_at is not None


def test_a_message_in_hand_is_not_sent_by_a_second_worker(session: Session, server: MailServer, clock: Clock) -> None:
    mail = write()
    session.flush()
    outbox._claimed(mail.id)
    outbox.deliver(mail.id)
    assert server.received == []
    clock.pass_by(minutes=10)
    outbox.deliver(mail.id)
    assert len(server.received) == 1


@pytest.mark.parametrize("to", ["", "nobody", "a@x.org\nBcc: b@x.org", "a@x.org, b@x.org", "<a@x.org>", "a@x.org\r\nSubject: x"])
def test_an_address_that_is_none_is_not_written_to(session: Session, to: str) -> None:
    with pytest.raises(ValueError):
        outbox.send(to, "Hello", "Text")
    assert session.scalars(select(OutgoingMail)).all() == []


@pytest.mark.parametrize("subject", ["Hello\nBcc: b@x.org", "Hello\r\n\r\nText"])
def test_nothing_is_slipped_in_by_the_subject(session: Session, subject: str) -> None:
    with pytest.raises(ValueError):
        outbox.send("a@x.org", subject, "Text")


@pytest.mark.parametrize("name", ["invitation", "password_reset", "password_changed"])
@pytest.mark.parametrize("language", [None, "en", "cy"])
def test_every_text_has_a_subject_and_a_body(app: Flask, session: Session, name: str, language: str | None) -> None:
    class Nia:
        name, email = "Nia <Pugh> & Co", "nia@example.invalid"

    subject, text = outbox.render(name, language, account=Nia, link="https://tracker.example/x")
    assert subject
    assert "\n" not in subject
    assert "Nia <Pugh> & Co" in text, "plain text is not escaped"
    assert "%(" not in text
