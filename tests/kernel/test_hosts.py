"""A request for a name that is not ours is refused before anything is looked for."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config import Settings
from tests.support import databases
from tests.support.client import PageClient
from tracker import create_app


@pytest.fixture
def production(real_app: Flask) -> Iterator[FlaskClient]:
    """A browser before an installation in production, known as tracker.example."""
    settings = replace(
        real_app.config["SETTINGS"], TRACKER_MODE="production", SECRET_KEY="s" * 40, PUBLIC_URL="https://tracker.example:8443"
    )
    app = create_app(settings)
    yield app.test_client()
    databases.close(app)


@pytest.mark.parametrize("host", ["tracker.example", "TRACKER.example:8443", "tracker.example:443"])
def test_its_own_name_is_answered_whatever_the_port(production: FlaskClient, host: str) -> None:
    assert production.get("/sign-in", base_url=f"https://{host}").status_code == 200


@pytest.mark.parametrize("host", ["elsewhere.example", "tracker.example.evil.example", "127.0.0.1", "a b", "x@tracker.example"])
@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/contests"])
def test_another_name_is_refused_and_not_repeated(production: FlaskClient, host: str, path: str) -> None:
    answer = production.get(path, headers={"Host": host})
    assert (answer.status_code, host in answer.text) == (400, False)
    assert "TRUSTED_HOSTS" in answer.text
    assert "Mae enw arall" in answer.text


def test_the_page_that_refuses_has_its_styles(production: FlaskClient) -> None:
    refused = production.get("/sign-in", headers={"Host": "elsewhere.example"})
    styles = re.findall(r'(?:href|src)="(/static/[^"]+)"', refused.text)
    assert len(styles) > 2
    for path in styles:
        with production.get(path, headers={"Host": "elsewhere.example"}) as answer:
            assert answer.status_code == 200, path


def test_nothing_sent_to_another_name_is_taken(production: FlaskClient) -> None:
    answer = production.post("/sign-in", data={"email": "a@b.example"}, headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400


def test_whoever_watches_may_ask_by_number(production: FlaskClient) -> None:
    assert production.get("/healthz", headers={"Host": "10.0.0.7:8000"}).status_code == 200


def test_outside_production_only_a_name_that_is_none_is_refused(client: PageClient) -> None:
    assert client.get("/sign-in", headers={"Host": "anything.example"}).status_code == 200
    assert client.get("/sign-in", headers={"Host": "no name"}).status_code == 400


@pytest.mark.parametrize(
    ("given", "trusted"),
    [
        ({}, []),
        ({"TRACKER_MODE": "production"}, ["tracker.example"]),
        ({"TRUSTED_HOSTS": " One.example, .two.example ,"}, ["one.example", ".two.example"]),
    ],
)
def test_the_names_come_from_the_settings(given: dict[str, str], trusted: list[str]) -> None:
    assert Settings(PUBLIC_URL="https://tracker.example", **given).trusted_hosts == trusted
