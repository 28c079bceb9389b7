"""The link in campaign mail: looking changes nothing, pressing is enough, and twice is as good as once."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tests.support.mailing_world import address_of, make_mailing
from tracker.contests.models import Contest
from tracker.electorate import hashing
from tracker.electorate.models import Suppression
from tracker.kernel.history import HistoryEntry
from tracker.mailings import unsubscribe_links
from tracker.mailings.models import Delivery, Mailing
from tracker.rules.electorate import SuppressionReason
from tracker.rules.mailings import Purpose

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def mailing(session: Session, contest: Contest) -> Mailing:
    return make_mailing(session, contest, 2, purpose=Purpose.CAMPAIGN)


@pytest.fixture
def link(session: Session, mailing: Mailing) -> str:
    first = session.scalars(select(Delivery).order_by(Delivery.id)).first()
    assert first
    return f"/u/{unsubscribe_links.token(first.id)}"


def suppressions(session: Session) -> list[Suppression]:
    return list(session.scalars(select(Suppression)))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_to_look_changes_nothing_and_shows_both_languages(client: PageClient, session: Session, link: str, language: str) -> None:
    page = client.get(link, headers={"Accept-Language": language})
    assert page.status_code == 200
    assert "Get no more campaign e-mails" in page.text
    assert 'lang="cy"' in page.text
    assert "p…@members.invalid" in page.text
    assert address_of(0) not in page.text
    assert suppressions(session) == []


def test_one_click_of_a_mail_program_is_enough(client: PageClient, session: Session, link: str) -> None:
    answer = client.post(link, data=ONE_CLICK, csrf=False)
    assert answer.status_code == 200, "no sign-in, no token, no redirect"
    assert {one.reason for one in suppressions(session)} == {SuppressionReason.UNSUBSCRIBED}
    assert hashing.email_hash(hashing.salt(), address_of(0)) in {one.key_hash for one in suppressions(session)}
    assert address_of(0) not in str([one.source for one in suppressions(session)])


def test_pressing_again_is_a_success_and_adds_nothing(client: PageClient, session: Session, link: str) -> None:
    for _ in range(3):
        assert "You get no more campaign e-mails" in client.post(link, data=ONE_CLICK, csrf=False).text
    assert len(suppressions(session)) == 2, "the address and the person"
    told = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "mailings.unsubscribed")).all()
    assert len(told) == 1
    assert not re.search("ap|Sample|@", told[0].subject_label), "history names the message, not the person"


@pytest.mark.parametrize("token", ["1", "x.y", "WzFd.aaaa", "MQ.AAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_a_link_nobody_made_leads_nowhere(app: Flask, client: PageClient, session: Session, mailing: Mailing, token: str) -> None:
    assert client.get(f"/u/{token}").status_code == 404
    assert client.post(f"/u/{token}", data=ONE_CLICK, csrf=False).status_code == 404
    assert suppressions(session) == []


def test_the_link_of_another_purpose_is_not_taken(app: Flask, client: PageClient, link: str, session: Session) -> None:
    forged = link[:-3] + ("aaa" if not link.endswith("aaa") else "bbb")
    assert client.post(forged, data=ONE_CLICK, csrf=False).status_code == 404
