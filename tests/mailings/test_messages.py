"""E-mails as they leave: both bodies whole, every header ours."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from tracker.mailings.messages import Email, Mailbox

NIA = Email(
    sender=Mailbox(name="Sampleshire Party, elections", address="elections@party.example"),
    to=Mailbox(name="Nia Pugh-Example", address="nia@example.invalid"),
    subject="Croeso",
    text="Helo Siôn\n.\nFrom nobody\n",
    html="<p>Helo <b>Siôn</b></p>\n",
    language="cy",
    reference="k7m2p9x4q1",
    written_at=datetime(2030, 3, 4, 9, 30, tzinfo=UTC),
)
WORSE = (
    "Nia\r\nBcc: all@example.invalid", "x\r\n\r\n<p>body", "=?utf-8?q?Bcc?=", 'A"B\\C', "a, b@c.org", "ŵ" * 300, "x " * 200,
)  # fmt: skip
NAMES = [header for header, _value in message_from_bytes(NIA.as_bytes()).items()]


def read(email: Email) -> EmailMessage:
    """The message as a reader understands it; well-formed, or the test fails."""
    raw = email.as_bytes()
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not [defect for part in message.walk() for defect in part.defects]
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert isinstance(part, EmailMessage)
    content: str = part.get_content()
    return content.replace("\r\n", "\n")


def test_a_reader_finds_text_beside_html() -> None:
    message = read(NIA)
    assert message.get_content_type() == "multipart/alternative"
    assert body(message, "plain").rstrip("\n") == NIA.text.rstrip("\n")
    assert body(message, "html").rstrip("\n") == NIA.html.rstrip("\n")
    assert message["Message-ID"] == "<k7m2p9x4q1.mailing@party.example>"
    assert message["From"].addresses[0].display_name == "Sampleshire Party, elections"


def test_only_those_who_may_unsubscribe_are_told_how() -> None:
    assert "List-Unsubscribe" not in read(NIA)
    url = f"https://selections.a-very-long-name-indeed.party.example/u/{'x' * 120}"
    raw = replace(NIA, unsubscribe_url=url).as_bytes()
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in raw, "unfolded and unencoded, as mail clients read it"
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


def shown_name(email: Email) -> str:
    """As RFC 2047 has it; the modern parser leaves a space between the encoded words of a long name."""
    name, _address = parseaddr(str(message_from_bytes(email.as_bytes())["To"]).replace("\r\n", ""))
    return str(make_header(decode_header(name)))


def nasty() -> list[str]:
    strings: list[str] = json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8"))
    return [*strings, *WORSE]


def test_naughty_names_and_subjects_come_out_as_they_went_in() -> None:
    for text in nasty():
        email = replace(NIA, subject=text, to=replace(NIA.to, name=text))
        message = read(email)
        assert [header for header, _value in message.items()] == NAMES, text
        assert [one.addr_spec for one in message["To"].addresses] == ["nia@example.invalid"], text
        if text.isprintable() and text == text.strip():
            assert message["Subject"] == text
            assert shown_name(email) == text


def test_naughty_bodies_come_out_as_they_went_in() -> None:
    for text in nasty():
        if "\r" not in text:
            assert body(read(replace(NIA, text=f"|{text}|", html=f"<p>{text}</p>")), "plain").rstrip("\n") == f"|{text}|"


@given(st.text(), st.text())
def test_no_text_begins_a_header(name: str, subject: str) -> None:
    message = message_from_bytes(replace(NIA, subject=subject, to=replace(NIA.to, name=name)).as_bytes())
    assert [header for header, _value in message.items()] == NAMES


@pytest.mark.parametrize(
    "address",
    ["", "nia", "a@b@c", "a@x.org\r\nBcc: b@x.org", "a@x.org\n", "a b@x.org", "<a@x.org>", "a@x.org, b@x.org", "@x.org", "a@", "a..b@x.org",
     "-a@x.org", "a@x\u2028.org", "a" * 250 + "@x.org"],
)  # fmt: skip
def test_an_address_no_server_could_take_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        Mailbox(name="Nia", address=address)


def test_a_welsh_domain_is_spelt_as_the_network_spells_it() -> None:
    assert Mailbox(name="", address="nia@tŷ.cymru").on_the_wire == "nia@xn--t-foa.cymru"


def test_an_unsubscribe_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not fit for a header"):
        replace(NIA, unsubscribe_url="https://x.example/u/a\r\nBcc: b@x.org").as_bytes()
