"""Switching between the languages."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tests.support.people import SignIn
from tracker.accounts.models import Account


def test_a_visitor_switches_and_stays_on_the_page(client: PageClient) -> None:
    page = client.get("/sign-in?next=/contests")
    assert 'href="/language/cy?next=/sign-in?next%3D/contests"' in page.text.replace("%2F", "/").replace("%3F", "?")
    answer = client.get("/language/cy?next=/sign-in%3Fnext%3D/contests")
    assert answer.location == "/sign-in?next=/contests"
    assert '<html lang="cy">' in client.get(answer.location).text
    client.get("/language/en")
    assert '<html lang="en">' in client.get("/sign-in").text


def test_whoever_is_signed_in_keeps_the_language_everywhere(app: Flask, client: PageClient, sign_in: SignIn, officer: Account) -> None:
    sign_in(client, officer)
    client.get("/language/cy?next=/account")
    assert officer.language == "cy"
    elsewhere = app.test_client()
    sign_in(elsewhere, officer)
    assert '<html lang="cy">' in elsewhere.get("/account").text


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "\x07"])
def test_a_switch_leads_nowhere_else(client: PageClient, target: str) -> None:
    assert client.get("/language/cy", query_string={"next": target}).location == "/"


@pytest.mark.parametrize("code", ["de", "en_GB", "..", "%00"])
def test_other_languages_are_not_found(client: PageClient, session: Session, code: str) -> None:
    assert client.get(f"/language/{code}").status_code in (400, 404)
