"""The conversation with a mail server: what is certain is told apart from what is not."""

from collections.abc import Iterator

import pytest

from tests.support.mail_server import MailServer, Mood, mail_server
from tracker.kernel.smtp import MailServer as Address
from tracker.kernel.smtp import Outcome, ServerDown, SmtpSession

TEXT = b"Subject: x\r\n\r\nHello\r\n.dot at the start\r\n"
FROM = "tracker@example.invalid"


class Moods:
    """One mood after the other, the last one for ever."""

    def __init__(self) -> None:
        self.coming: list[Mood] = []

    def __call__(self, _recipient: str) -> Mood:
        return self.coming.pop(0) if self.coming else Mood.FINE


@pytest.fixture
def moods() -> Moods:
    return Moods()


@pytest.fixture
def server(moods: Moods) -> Iterator[MailServer]:
    with mail_server(mood=moods, stall=1.0) as server:
        yield server


@pytest.fixture
def session(server: MailServer) -> Iterator[SmtpSession]:
    with SmtpSession(Address.at(server.url), patience=0.3) as session:
        yield session


def send(session: SmtpSession, to: str = "nia@example.invalid") -> Outcome:
    return session.send(FROM, to, TEXT).outcome


def test_many_messages_go_over_one_connection(server: MailServer, session: SmtpSession) -> None:
    assert [send(session) for _ in range(20)] == [Outcome.TAKEN] * 20
    assert server.log.connections == 1
    assert len(server.log.kept) == 20
    assert server.log.kept[0].text == TEXT, "a line that begins with a dot arrives whole"


def test_the_servers_words_are_kept(session: SmtpSession) -> None:
    assert session.send(FROM, "nia@example.invalid", TEXT).text == "250 kept as 4711"


@pytest.mark.parametrize(
    ("mood", "outcome"),
    [
        (Mood.BUSY_AT_RECIPIENT, Outcome.LATER),
        (Mood.REFUSES_RECIPIENT, Outcome.REFUSED),
        (Mood.SAYS_GOODBYE, Outcome.LATER),
        (Mood.BUSY_AFTER_TEXT, Outcome.LATER),
        (Mood.REFUSES_AFTER_TEXT, Outcome.REFUSED),
        (Mood.DROPS_KEEPING_TEXT, Outcome.UNKNOWN),
        (Mood.DROPS_LOSING_TEXT, Outcome.UNKNOWN),
        (Mood.STALLS_KEEPING_TEXT, Outcome.UNKNOWN),
    ],
)
def test_each_answer_means_one_thing_and_the_next_message_goes_through(
    session: SmtpSession, moods: Moods, mood: Mood, outcome: Outcome
) -> None:
    moods.coming = [Mood.FINE, mood]
    assert [send(session) for _ in range(3)] == [Outcome.TAKEN, outcome, Outcome.TAKEN]


@pytest.mark.parametrize("mood", [Mood.DROPS_BEFORE_DATA, Mood.STALLS_BEFORE_DATA])
def test_a_connection_lost_before_the_text_is_replaced_once(
    server: MailServer, session: SmtpSession, moods: Moods, mood: Mood
) -> None:
    moods.coming = [Mood.FINE, mood]
    assert [send(session), send(session)] == [Outcome.TAKEN, Outcome.TAKEN]
    assert len(server.log.kept) == 2


def test_a_server_that_drops_every_connection_is_down(session: SmtpSession, moods: Moods) -> None:
    moods.coming = [Mood.FINE, Mood.DROPS_BEFORE_DATA, Mood.DROPS_BEFORE_DATA]
    send(session)
    with pytest.raises(ServerDown):
        send(session)
    assert send(session) is Outcome.TAKEN, "and it is used again when it is back"


@pytest.mark.parametrize("greeting", ["421 too many connections", "554 no service"])
def test_a_server_that_wants_nobody_is_down_in_its_own_words(greeting: str) -> None:
    with (
        mail_server(greeting=greeting) as server,
        SmtpSession(Address.at(server.url)) as session,
        pytest.raises(ServerDown, match=greeting),
    ):
        send(session)


def test_nobody_listening_is_down() -> None:
    with mail_server() as server:
        nobody = Address.at(server.url)
    with SmtpSession(nobody) as session, pytest.raises(ServerDown, match="refused"):
        send(session)


def test_an_address_beyond_ascii_is_refused_where_the_server_takes_none(session: SmtpSession) -> None:
    assert send(session, "siôn@example.invalid") is Outcome.REFUSED


def test_a_name_and_password_are_never_sent_in_the_clear(server: MailServer) -> None:
    address = Address.at(server.url.replace("smtp://", "smtp://nia:secret@"))
    with SmtpSession(address) as session, pytest.raises(ServerDown, match="STARTTLS"):
        send(session)
    assert "secret" not in repr(address)


@pytest.mark.parametrize("url", ["", "http://host", "smtp://", "host:25", "smtp://host:many"])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        Address.at(url)


def test_the_usual_ports_and_signs_in_an_address_are_known() -> None:
    assert Address.at("smtp://mail.example").port == 587
    full = Address.at("smtps://n%40x:p%3Aw@mail.example")
    assert (full.port, full.is_secure, full.user, full.password) == (465, True, "n@x", "p:w")
