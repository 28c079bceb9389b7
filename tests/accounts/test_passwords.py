"""Choosing a password: with the one before, or with a mailed link."""

import email
import re
from email import policy
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.support.client import PageClient
from tests.support.people import PASSWORD, SignIn, make_account
from tracker.access.actor import SYSTEM
from tracker.accounts import links, passwords, services
from tracker.accounts.models import Account, LinkPurpose, MailedLink, ResetRequest
from tracker.kernel import unit_of_work
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.kernel.outbox import OutgoingMail

BETTER = "siôn corn a'r tylwyth teg"


@pytest.fixture
def nia(session: Session, clock: Clock) -> Account:
    return make_account(session, "Nia Pugh-Example")


@pytest.fixture
def outbox(app: Flask) -> Path:
    folder: Path = app.config["SETTINGS"].instance_path / "outbox"
    for old in folder.glob("*"):
        old.unlink()
    return folder


def newest(folder: Path) -> email.message.EmailMessage:
    return email.message_from_bytes(max(folder.glob("*.eml")).read_bytes(), policy=policy.default)


def path_in(message: email.message.EmailMessage) -> str:
    found = re.search(r"http://localhost(/\S+)", message.get_content())
    assert found
    return found.group(1)


def test_changing_the_password_ends_every_other_session(app: Flask, client: PageClient, sign_in: SignIn, nia: Account) -> None:
    elsewhere = app.test_client()
    sign_in(client, nia)
    sign_in(elsewhere, nia)
    assert elsewhere.get("/account").status_code == 200
    answer = client.submit("/account/password", current=PASSWORD, new=BETTER)
    assert answer.status_code == 303
    assert client.get("/account").status_code == 200, "whoever changed it stays"
    assert elsewhere.get("/account").status_code == 303
    assert passwords.matches(nia.password_hash, BETTER)


def test_the_person_is_told_that_the_password_changed(client: PageClient, sign_in: SignIn, nia: Account, outbox: Path) -> None:
    sign_in(client, nia)
    client.submit("/account/password", current=PASSWORD, new=BETTER)
    assert newest(outbox)["To"] == nia.email
    assert BETTER not in newest(outbox).get_content()


def test_the_present_password_is_asked_for_and_guessing_it_is_limited(client: PageClient, sign_in: SignIn, nia: Account) -> None:
    sign_in(client, nia)
    for _ in range(10):
        assert client.submit("/account/password", current="a guess at it", new=BETTER).status_code == 422
    assert client.submit("/account/password", current=PASSWORD, new=BETTER).status_code == 429
    assert passwords.matches(nia.password_hash, PASSWORD)


@pytest.mark.parametrize(
    ("password", "message"),
    [("short words", "at least 12"), ("x" * 1001, "at most 1000"), ("ŵ" * 501, "at most 1000"),
     ("Nia.Pugh-Example@Example.INVALID", "not your e-mail"), ("\x00" * 12, "cannot be stored")],
)  # fmt: skip
def test_passwords_that_will_not_do(client: PageClient, sign_in: SignIn, nia: Account, password: str, message: str) -> None:
    sign_in(client, nia)
    answer = client.submit("/account/password", current=PASSWORD, new=password)
    assert answer.status_code == 422
    assert message in answer.text
    assert passwords.matches(nia.password_hash, PASSWORD)


@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", " a b c d e f ", "x" * 1000, "correct; DROP TABLE--", "🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉🐉"])
def test_any_twelve_characters_will_do_and_are_kept_exactly(client: PageClient, sign_in: SignIn, nia: Account, password: str) -> None:
    sign_in(client, nia)
    assert client.submit("/account/password", current=PASSWORD, new=password).status_code == 303
    assert passwords.matches(nia.password_hash, password)
    assert not passwords.matches(nia.password_hash, password.strip() + "!")


@pytest.mark.parametrize("typed", ["Nia.Pugh-Example@example.invalid", "nobody@example.invalid", "disabled@example.invalid"])
def test_asking_for_a_new_password_looks_the_same_for_everybody(
    client: PageClient, session: Session, nia: Account, clock: Clock, outbox: Path, typed: str
) -> None:
    make_account(session, "disabled").disabled_at = clock()
    answer = client.submit("/reset", email=typed, follow=True)
    assert answer.status_code == 200
    assert "If somebody with this e-mail address" in answer.text
    request = session.scalars(select(ResetRequest)).one()
    assert request.handled_at is not None, "the worker looked the account up"
    sent = [email.message_from_bytes(path.read_bytes())["To"] for path in outbox.glob("*.eml")]
    assert sent == ([nia.email] if typed.lower() == nia.email else [])


def test_a_reset_link_works_once(client: PageClient, session: Session, nia: Account, outbox: Path) -> None:
    client.submit("/reset", email=nia.email)
    link = path_in(newest(outbox))
    assert client.submit(link, new=BETTER).status_code == 303
    assert passwords.matches(nia.password_hash, BETTER)
    assert client.get(link).status_code == 410
    assert client.post(link, data={"new": "another one altogether"}).status_code == 410
    actions = session.scalars(select(HistoryEntry.action).order_by(HistoryEntry.id)).all()
    assert actions == ["accounts.reset_mailed", "accounts.password_reset"]


def test_a_reset_ends_every_session(app: Flask, client: PageClient, sign_in: SignIn, nia: Account, session: Session) -> None:
    sign_in(client, nia)
    services.reset_password(links.issue(nia, LinkPurpose.PASSWORD_RESET), BETTER)
    assert client.get("/account").status_code == 303


def test_a_reset_link_ends_after_two_hours_and_when_a_newer_one_is_sent(session: Session, nia: Account, clock: Clock) -> None:
    first = links.issue(nia, LinkPurpose.PASSWORD_RESET)
    second = links.issue(nia, LinkPurpose.PASSWORD_RESET)
    with pytest.raises(Refused):
        services.reset_password(first, BETTER)
    clock.pass_by(hours=2)
    with pytest.raises(Refused):
        services.reset_password(second, BETTER)


def test_a_refused_password_does_not_use_the_link_up(client: PageClient, session: Session, nia: Account) -> None:
    link = "/reset/" + links.issue(nia, LinkPurpose.PASSWORD_RESET)
    assert client.submit(link, new="short").status_code == 422
    assert client.submit(link, new=BETTER).status_code == 303


def test_a_link_is_good_for_its_own_purpose_only(client: PageClient, session: Session, nia: Account) -> None:
    token = links.issue(nia, LinkPurpose.PASSWORD_RESET)
    assert client.get(f"/invitations/{token}").status_code == 410


def test_only_the_hash_of_a_link_is_kept(app: Flask, session: Session, nia: Account, outbox: Path) -> None:
    services.ask_for_reset(nia.email, "127.0.0.1")
    unit_of_work.commit()
    session.expire_all()
    token = path_in(newest(outbox)).rpartition("/")[2]
    assert token not in [link.token_hash for link in session.scalars(select(MailedLink))]
    assert all(token not in mail.text for mail in session.scalars(select(OutgoingMail))), "the text is forgotten once sent"


def test_messages_cannot_be_asked_for_without_end(session: Session, nia: Account, outbox: Path) -> None:
    for _ in range(9):
        services.ask_for_reset(nia.email, "127.0.0.1")
        unit_of_work.commit()
    assert len(list(outbox.glob("*.eml"))) == 5


def test_an_invitation_works_once_within_two_days(client: PageClient, session: Session, clock: Clock, outbox: Path) -> None:
    invited = services.invite(SYSTEM, "Gwyn@Example.invalid", "Gwyn ap Sample", "cy")
    unit_of_work.commit()
    link = path_in(newest(outbox))
    clock.pass_by(days=2, seconds=-1)
    assert client.submit(link, new=BETTER).status_code == 303
    assert passwords.matches(invited.password_hash, BETTER)
    assert client.get(link).status_code == 410


def test_an_invitation_expires_and_a_new_one_replaces_it(client: PageClient, session: Session, clock: Clock, outbox: Path) -> None:
    invited = services.invite(SYSTEM, "gwyn@example.invalid", "Gwyn ap Sample")
    unit_of_work.commit()
    first = path_in(newest(outbox))
    clock.pass_by(days=2)
    dead = client.get(first)
    assert (dead.status_code, 'href="/reset"' in dead.text) == (410, True), "who chose a password and forgot it finds the way"
    services.invite_again(SYSTEM, invited)
    unit_of_work.commit()
    second = path_in(newest(outbox))
    assert second != first
    assert client.get(second).status_code == 200


def test_whoever_is_kept_out_cannot_come_in_by_a_link(session: Session, clock: Clock, nia: Account) -> None:
    token = links.issue(nia, LinkPurpose.PASSWORD_RESET)
    services.disable(SYSTEM, nia, "Left")
    with pytest.raises(Refused):
        services.reset_password(token, BETTER)
    services.enable(SYSTEM, nia, "Came back")
    with pytest.raises(Refused):
        services.reset_password(token, BETTER)
