"""A form sent with a token that fits no longer loses nothing that was typed, and does nothing."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.client import PageClient, form_values
from tests.support.pages import parse
from tests.support.people import SignIn
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.imports.models import ImportRun
from tracker.rules.contests import ContestState
from tracker.supporters.models import Supporter

LIST = "/contests/sampleshire-2030/candidates/nia-pugh-example/supporters"
TYPED = {"name": "Mair Sample-Invented", "category": "member", "supported_on": "2026-02-01", "note": "Rang on Sunday\nwith the <list>"}
OLD = {"csrf_token": "from-another-session"}


@pytest.fixture
def visitor(client: PageClient, sign_in: SignIn, candidate: Account, contest: Contest, candidacy: Candidacy) -> PageClient:
    contest.state = ContestState.ANNOUNCED
    sign_in(client, candidate)
    return client


@pytest.mark.parametrize("token", [OLD, {}])
def test_what_was_typed_is_shown_again_and_can_be_sent_once_more(visitor: PageClient, session: Session, token: dict[str, str]) -> None:
    answer = visitor.post(f"{LIST}/add", data={**TYPED, **token}, csrf=False)
    assert answer.status_code == 422
    assert "Nothing is saved yet" in answer.text
    assert "CSRF" not in answer.text
    assert "Rang on Sunday" in answer.text
    assert session.scalar(select(func.count()).select_from(Supporter)) == 0
    form = next(form for form in parse(answer.text)[0].iter("form") if form.find(".//input[@name='name']") is not None)
    visitor.post(f"{LIST}/add", data=form_values(form), csrf=False)
    saved = session.scalars(select(Supporter)).one()
    assert (saved.name, saved.supported_on, saved.note.replace("\r", "")) == (TYPED["name"], date(2026, 2, 1), TYPED["note"])


def test_a_file_has_to_be_chosen_again(visitor: PageClient, session: Session) -> None:
    answer = visitor.post(f"{LIST}/imports", data={"file": (BytesIO(b"name\nMair Sample\n"), "list.csv"), **OLD}, csrf=False)
    assert answer.status_code == 422
    assert "choose the file again" in answer.text
    assert session.scalar(select(func.count()).select_from(ImportRun)) == 0


def test_a_button_is_to_be_pressed_again_on_the_page_it_stands_on(visitor: PageClient) -> None:
    answer = visitor.post("/account/sessions", data=OLD, csrf=False, headers={"Referer": "http://localhost/account"})
    assert answer.status_code == 400
    assert "press once more" in answer.text
    assert 'href="/account"' in answer.text
    elsewhere = visitor.post("/account/sessions", data=OLD, csrf=False, headers={"Referer": "http://evil.example/account?x"})
    assert "Back to the page" not in elsewhere.text


def test_strangers_are_sent_to_sign_in_and_what_is_not_there_is_not_found(visitor: PageClient, app: Flask) -> None:
    assert visitor.post(f"{LIST}/999/edit", data=OLD, csrf=False).status_code == 404
    assert app.test_client().post(f"{LIST}/add", data=OLD, csrf=False).status_code == 303


def test_a_choice_that_is_none_is_refused_in_plain_words_of_both_languages(visitor: PageClient, candidate: Account) -> None:
    assert "Choose from the list." in visitor.post(f"{LIST}/add", data={**TYPED, "category": "emperor"}).text
    candidate.language = "cy"
    text = visitor.post(f"{LIST}/add", data={**TYPED, "category": "emperor"}).text
    assert "coerce" not in text
    assert "Dewiswch o’r rhestr" in text
