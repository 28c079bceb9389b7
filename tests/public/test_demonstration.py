"""What only the demonstration shows."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.conftest import Clock
from tests.support import databases
from tests.support.client import PageClient
from tracker import create_app
from tracker.kernel import outbox, unit_of_work

PAGES = ("/dev/outbox", "/dev/gallery", "/dev/outbox/20260302-100000-000001")


@pytest.fixture
def demonstration(real_app: Flask, clock: Clock) -> Iterator[Flask]:
    app = create_app(replace(real_app.config["SETTINGS"], TRACKER_MODE="demonstration", MAIL_URL="smtp://mail.example.invalid"))
    app.test_client_class = real_app.test_client_class
    app.extensions.update({key: real_app.extensions[key] for key in ("tests.left_behind",)})
    yield app
    databases.close(app)


def deliver(app: Flask, *messages: tuple[str, str, str]) -> None:
    with app.app_context():
        with unit_of_work.unit():
            ids = [outbox.send(*message).id for message in messages]
        for number in ids:
            outbox.deliver(number)


def test_nothing_of_it_is_there_otherwise(client: PageClient) -> None:
    assert [client.get(page).status_code for page in PAGES] == [404, 404, 404]


def test_mail_is_read_there_and_never_sent(demonstration: Flask) -> None:
    client = demonstration.test_client()
    assert "No message yet" in client.get("/dev/outbox").text
    deliver(demonstration, ("nia@example.invalid", "Croeso – ŵy <b>", "See https://tracker.example/x?a=1&b=2 <script>\n\nŴ"))
    listed = client.get("/dev/outbox").text
    assert "nia@example.invalid" in listed
    assert "Croeso – ŵy &lt;b&gt;" in listed
    shown = client.get("/dev/outbox/20260302-100000-000001").text
    assert 'href="https://tracker.example/x?a=1&amp;b=2"' in shown
    assert "&lt;script&gt;" in shown
    assert client.get("/dev/outbox/20260302-100000-999999").status_code == 404


def test_every_component_is_shown_once(demonstration: Flask) -> None:
    assert demonstration.test_client().get("/dev/gallery", limit=200_000).status_code == 200
