"""Coming in: who may, how often one may be wrong, and that nothing tells whether an account exists."""

from collections.abc import Iterator

import argon2
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.support.client import PageClient
from tests.support.people import PASSWORD, make_account
from tracker.accounts import passwords, services
from tracker.accounts.models import Account, SignInAttempt
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry

WRONG = "quite another password"


@pytest.fixture
def nia(session: Session, clock: Clock) -> Account:
    return make_account(session, "Nia Pugh-Example")


def try_password(client: PageClient, email: str, password: str, path: str = "/sign-in", **environ: str):
    return client.post(path, data={"email": email, "password": password}, environ_overrides=environ)


def test_the_right_password_opens_the_account(client: PageClient, session: Session, nia: Account) -> None:
    answer = client.submit("/sign-in?next=/account", email=" Nia.Pugh-Example@Example.invalid ", password=PASSWORD)
    assert answer.status_code == 303
    assert answer.location == "/account"
    assert "Nia Pugh-Example" in client.get("/account").text
    assert session.scalars(select(HistoryEntry.action)).all() == ["accounts.signed_in"]


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(client: PageClient, nia: Account, target: str) -> None:
    answer = try_password(client, nia.email, PASSWORD, f"/sign-in?next={target}")
    assert answer.location == "/"


def test_a_page_that_needs_signing_in_comes_back_after_it(client: PageClient, nia: Account) -> None:
    asked = client.get("/account/password")
    assert asked.status_code == 303
    assert try_password(client, nia.email, PASSWORD, asked.location).location == "/account/password"


def test_a_wrong_password_is_refused_and_remembered(client: PageClient, session: Session, nia: Account) -> None:
    answer = client.submit("/sign-in", email=nia.email, password=WRONG)
    assert answer.status_code == 422
    assert "do not open an account" in answer.text
    assert WRONG not in answer.text
    attempt = session.scalars(select(SignInAttempt)).one()
    assert (attempt.email, attempt.address, attempt.succeeded) == (nia.email, "127.0.0.1", False)
    assert client.get("/account").status_code == 303


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The hashes compared with: the work that takes time, counted instead of timed."""
    hashes: list[str] = []
    really = argon2.PasswordHasher.verify

    def verify(self: argon2.PasswordHasher, password_hash: str, password: str) -> bool:
        hashes.append(password_hash)
        return really(self, password_hash, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", verify)
    return hashes


@pytest.mark.parametrize("who", ["nobody", "disabled", "invited", "wrong password", "very long password"])
def test_every_failure_says_the_same_and_costs_the_same(
    client: PageClient, session: Session, nia: Account, clock: Clock, verified: list[str], who: str
) -> None:
    if who == "disabled":
        nia.disabled_at = clock()
    if who == "invited":
        nia.password_hash = None
    session.flush()
    email = "nobody@example.invalid" if who == "nobody" else nia.email
    password = {"wrong password": WRONG, "very long password": "x" * 5000}.get(who, PASSWORD)
    answer = try_password(client, email, password)
    assert answer.status_code == 422
    assert "do not open an account" in answer.text
    assert len(verified) == 1
    cost = argon2.extract_parameters(passwords.WHILE_TESTING.hash("x"))
    assert argon2.extract_parameters(verified[0]) == cost, "each compares with a hash of the same cost"


@pytest.mark.parametrize("email", ["nia.pugh-example@example.invalid", "nobody@example.invalid"])
def test_after_ten_wrong_passwords_an_hour_must_pass(
    client: PageClient, session: Session, nia: Account, clock: Clock, verified: list[str], email: str
) -> None:
    for _ in range(10):
        assert try_password(client, email, WRONG).status_code == 422
        clock.pass_by(minutes=1)
    refused = try_password(client, email, PASSWORD)
    assert refused.status_code == 429
    assert "11:01" in refused.text, "when the first of the ten is an hour old"
    assert len(verified) == 10, "nothing is compared any more, not even the right password"
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 10, "being refused does not lengthen the wait"
    clock.pass_by(minutes=51)
    assert try_password(client, nia.email, PASSWORD).status_code == 303


def test_a_right_password_between_does_not_clear_the_wrong_ones(client: PageClient, nia: Account) -> None:
    for _ in range(9):
        try_password(client, nia.email, WRONG)
    assert try_password(client, nia.email, PASSWORD).status_code == 303
    client.post("/sign-out")
    assert try_password(client, nia.email, WRONG).status_code == 422
    assert try_password(client, nia.email, PASSWORD).status_code == 429


def test_an_address_is_limited_over_all_accounts(client: PageClient, app: Flask, nia: Account) -> None:
    limit = int(app.config["SETTINGS"].SIGN_INS_PER_ADDRESS)
    for number in range(limit):
        assert try_password(client, f"person{number}@example.invalid", WRONG, REMOTE_ADDR="192.0.2.7").status_code == 422
    assert try_password(client, nia.email, PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 429
    assert try_password(client, nia.email, PASSWORD, REMOTE_ADDR="192.0.2.8").status_code == 303


def test_a_household_of_ipv6_addresses_counts_as_one(session: Session, nia: Account, app: Flask) -> None:
    with app.test_request_context():
        for suffix in ("1", "ffff:1:2"):
            with pytest.raises(Refused):
                services.sign_in(nia.email, WRONG, f"2001:db8:1:2::{suffix}")
    assert set(session.scalars(select(SignInAttempt.address))) == {"2001:db8:1:2::/64"}


def test_signing_in_begins_a_new_session(client: PageClient, nia: Account) -> None:
    with client.session_transaction() as cookie:
        cookie.update(planted="by somebody else", language="cy")
    try_password(client, nia.email, PASSWORD)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["language"] == "cy"


def test_signing_out_needs_the_form_and_ends_the_session(client: PageClient, nia: Account) -> None:
    try_password(client, nia.email, PASSWORD)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out", csrf=False).status_code == 400
    client.submit("/account", "/sign-out")
    assert client.get("/account").status_code == 303


def test_a_form_without_its_token_is_refused(client: PageClient, nia: Account) -> None:
    answer = client.post("/sign-in", data={"email": nia.email, "password": PASSWORD}, csrf=False)
    assert answer.status_code == 422
    assert nia.email in answer.text
    assert "Type the password again" in answer.text
    assert client.get("/account").status_code == 303


def test_a_hash_with_other_parameters_is_made_anew(client: PageClient, session: Session, nia: Account) -> None:
    nia.password_hash = argon2.PasswordHasher(memory_cost=16, time_cost=1, parallelism=1).hash(PASSWORD)
    session.flush()
    assert passwords.is_outdated(nia.password_hash)
    try_password(client, nia.email, PASSWORD)
    assert not passwords.is_outdated(nia.password_hash)
    assert passwords.matches(nia.password_hash, PASSWORD)


def test_the_usual_parameters_are_those_recommended() -> None:
    parameters = argon2.extract_parameters(passwords.USUAL.hash("x"))
    assert (parameters.type, parameters.memory_cost, parameters.time_cost) == (argon2.Type.ID, 19456, 2)


@pytest.mark.parametrize("email", ["\x00", "a" * 400 + "@example.invalid", "'; DROP TABLE account; --", "<script>", "ŵ@ŷ.cymru"])
def test_strange_addresses_are_refused_politely(client: PageClient, nia: Account, email: str) -> None:
    assert try_password(client, email, WRONG).status_code in (400, 422)
