"""Whatever people paste into a form or an address is stored as given or refused with a message: no page ever breaks.

The pages are found by following links through the demonstration as each role; every form found is sent again and again
with naughty strings in every text field. The client itself fails on an answer from 500 up, and on a page that is not valid.
"""

import json
from collections import deque
from collections.abc import Iterator
from itertools import count, islice
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from tests.shared_data import shared_data
from tests.support.client import PageClient, form_values
from tests.support.pages import parse
from tests.support.people import SignIn
from tracker.accounts.models import Account, RoleGrant
from tracker.kernel.history import HistoryEntry
from tracker.rules.roles import Role

SENDINGS = 4
FEWEST_FORMS = 4
FEWEST_PAGES = 50
LEFT_ALONE = {"csrf_token", "once", "version"}
NEVER_FOLLOWED = ("/sign-out", "/static", "/language", "/dev/")
TYPED = {"text", "search", "email", "url", "date", "datetime-local", "number", "password", "tel"}
ROLES = [Role.ADMINISTRATOR, Role.REGIONAL_OFFICER, Role.RETURNING_OFFICER, Role.CANDIDATE]


def naughty() -> list[str]:
    given: list[str] = json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8"))
    return [
        *given,
        "a\x00b",
        "\ud800",
        "x" * 400,
        "x" * 30_000,
        "999999999999999999999",
        "-1",
        "31/02/2026",
        "0000-00-00T99:99",
        "%",
        "_",
        "\\",
    ]


@pytest.fixture
def somebody(
    session: Session, clock: object, client: PageClient, sign_in: SignIn, request: pytest.FixtureRequest
) -> PageClient:
    """The browser of the demonstration's first person with the role."""
    account = session.scalars(
        select(Account)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == request.param)
    ).first()
    assert account
    sign_in(client, account)
    return client


def rule_of(app: Flask, address: str) -> str | None:
    """The rule an address of ours is served by."""
    adapter = app.url_map.bind("localhost")
    try:
        return adapter.match(urlsplit(address).path)[0]
    except HTTPException:
        return None


def pages(app: Flask, client: PageClient) -> Iterator[tuple[str, Element]]:
    """One page of each kind the person can reach by following links, with its address."""
    seen: set[str] = set()
    queue = deque(["/"])
    while queue:
        address = queue.popleft()
        rule = rule_of(app, address)
        if rule is None or rule in seen or address.startswith(NEVER_FOLLOWED):
            continue
        seen.add(rule)
        answer = client.get(address, buffered=True)
        if answer.status_code != 200 or not (answer.content_type or "").startswith("text/html"):
            continue
        tree, _errors = parse(answer.text)
        yield address, tree
        queue.extend(link.get("href", "") for link in tree.iter("a") if link.get("href", "").startswith("/"))


def typed_fields(form: Element) -> list[str]:
    controls = [
        c for c in form.iter() if (c.tag == "input" and c.get("type", "text") in TYPED) or c.tag == "textarea"
    ]
    return [name for control in controls if (name := control.get("name")) and name not in LEFT_ALONE]


def offered(form: Element) -> dict[str, object]:
    """What the form gives, with the first of each set of radios chosen where none is."""
    values = form_values(form)
    for control in form.iter("input"):
        if control.get("type") == "radio" and control.get("name"):
            values.setdefault(str(control.get("name")), control.get("value", "on"))
    return values


@pytest.mark.parametrize("somebody", ROLES, indirect=True)
def test_every_form_takes_anything(app: Flask, somebody: PageClient) -> None:
    strings, at, sent = naughty(), count(), 0
    for address, tree in list(pages(app, somebody)):
        for form in [f for f in tree.iter("form") if f.get("method", "get").lower() == "post"]:
            target, fields = form.get("action") or address, typed_fields(form)
            if not fields or target.startswith(NEVER_FOLLOWED):
                continue
            for _ in range(SENDINGS):
                filled = {
                    name: strings[number % len(strings)]
                    for name, number in zip(fields, islice(at, len(fields)), strict=True)
                }
                data = {
                    name: value for name, value in offered(form).items() if name not in LEFT_ALONE
                } | filled
                somebody.post(target, data={k: _sendable(v) for k, v in data.items()}, limit=1_000_000, buffered=True)
                sent += 1
    assert sent > FEWEST_FORMS * SENDINGS


@pytest.mark.one_database
@pytest.mark.parametrize("somebody", [Role.ADMINISTRATOR, Role.RETURNING_OFFICER], indirect=True)
def test_no_form_does_anything_without_its_token(app: Flask, session: Session, somebody: PageClient) -> None:
    for address, tree in list(pages(app, somebody)):
        for form in [f for f in tree.iter("form") if f.get("method", "get").lower() == "post"]:
            target = form.get("action") or address
            if target.startswith(NEVER_FOLLOWED):
                continue
            before = acts(session)
            answer = somebody.post(target, data={**offered(form), "csrf_token": "from another session"}, csrf=False, limit=1_000_000)
            shows_it = rule_of(app, target) == rule_of(app, address)
            assert (answer.status_code, acts(session)) == (422 if shows_it else 400, before), target
            assert "had been open too long" in answer.text, target


def acts(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(HistoryEntry))


@pytest.mark.parametrize("somebody", [Role.REGIONAL_OFFICER], indirect=True)
def test_every_address_takes_any_query(app: Flask, somebody: PageClient) -> None:
    strings, at = naughty(), count()
    asked = 0
    for address, tree in list(pages(app, somebody)):
        names = {
            name
            for form in tree.iter("form")
            if form.get("method", "get").lower() == "get"
            for name in typed_fields(form)
        } | parse_qs(urlsplit(address).query).keys()
        for _ in range(SENDINGS):
            query = {
                name: _sendable(strings[next(at) % len(strings)])
                for name in sorted(names | {"page", "sort", "as_of", "q"})
            }
            somebody.get(urlsplit(address).path, query_string=query, limit=1_000_000, buffered=True)
            asked += 1
    assert asked > FEWEST_PAGES * SENDINGS


def _sendable(value: object) -> object:
    """A lone surrogate cannot be sent by any browser."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
