"""People who sign in: the list, invitations, keeping out; and one's own account."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Clock
from tests.support.client import PageClient
from tests.support.people import PASSWORD, SignIn, as_actor, make_account
from tracker.accounts import services
from tracker.accounts.models import Account
from tracker.kernel import unit_of_work
from tracker.kernel.history import HistoryEntry, first_broken_entry
from tracker.kernel.outbox import OutgoingMail

PAGES = ("/people-who-sign-in", "/people-who-sign-in/invite", "/people-who-sign-in/{0}", "/people-who-sign-in/{0}/roles",
         "/people-who-sign-in/{0}/disable", "/people-who-sign-in/{0}/roles/auditor")  # fmt: skip


def test_the_pages_are_for_administrators(app: Flask, sign_in: SignIn, administrator: Account, officer: Account, auditor: Account) -> None:
    for person, expected in ((administrator, 200), (officer, 403), (auditor, 403)):
        client = app.test_client()
        sign_in(client, person)
        for page in PAGES:
            assert client.get(page.format(officer.id)).status_code == expected, page
    assert all(app.test_client().get(page.format(officer.id)).status_code == 303 for page in PAGES)


def test_the_list_is_filtered_and_sorted(client: PageClient, sign_in: SignIn, administrator: Account, officer: Account) -> None:
    sign_in(client, administrator)
    assert officer.name in client.get("/people-who-sign-in?sort=-email").text
    assert officer.name in client.get("/people-who-sign-in?q=olwen").text
    assert officer.name not in client.get("/people-who-sign-in?q=%25").text
    assert officer.name in client.get("/people-who-sign-in?role=regional_officer&state=active").text
    assert "Nobody matches" in client.get("/people-who-sign-in?state=disabled").text
    assert client.get("/people-who-sign-in?role=emperor&page=x").status_code == 200


def test_the_list_asks_few_questions_whatever_its_length(
    client: PageClient, session: Session, sign_in: SignIn, administrator: Account, count_queries
) -> None:
    for number in range(60):
        make_account(session, f"Person Sample-{number}")
    sign_in(client, administrator)
    with count_queries() as statements:
        client.get("/people-who-sign-in")
    assert len(statements) <= 8, statements


def test_somebody_is_invited(client: PageClient, session: Session, sign_in: SignIn, administrator: Account) -> None:
    sign_in(client, administrator)
    answer = client.submit("/people-who-sign-in/invite", name="Gwyn ap Sample", email=" Gwyn@Example.invalid ", language="cy")
    assert answer.status_code == 303
    invited = session.scalars(select(Account).where(Account.email == "gwyn@example.invalid")).one()
    assert (invited.name, invited.language, invited.state) == ("Gwyn ap Sample", "cy", "invited")
    assert session.scalars(select(OutgoingMail.to_address)).all() == ["gwyn@example.invalid"]
    assert "Invited, not yet accepted" in client.get(answer.location).text
    assert client.submit(answer.location, "/invitation").status_code == 303


@pytest.mark.parametrize(
    "email",
    ["nobody", "a@b", "two@x.org, three@x.org", "a@x.org\nBcc: all@x.org", "<a@x.org>", "a b@x.org", ".a@x.org", "a..b@x.org", "ŵ@x.org",
     "x" * 250 + "@x.org", "a@x.org\x00"],
)  # fmt: skip
def test_addresses_mail_cannot_be_sent_to_are_refused(
    client: PageClient, session: Session, sign_in: SignIn, administrator: Account, email: str
) -> None:
    sign_in(client, administrator)
    answer = client.submit("/people-who-sign-in/invite", name="Gwyn ap Sample", email=email)
    assert answer.status_code == 422
    assert session.scalars(select(OutgoingMail)).all() == []


def test_an_address_signs_in_once(client: PageClient, sign_in: SignIn, administrator: Account, officer: Account) -> None:
    sign_in(client, administrator)
    answer = client.submit("/people-who-sign-in/invite", name="Another", email=officer.email.upper())
    assert answer.status_code == 422
    assert "signs in already" in answer.text


def test_whoever_is_kept_out_is_out_at_once(
    app: Flask, client: PageClient, sign_in: SignIn, administrator: Account, officer: Account
) -> None:
    elsewhere = app.test_client()
    sign_in(elsewhere, officer)
    sign_in(client, administrator)
    assert client.submit(f"/people-who-sign-in/{officer.id}/disable", reason="Left the party").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert client.submit(f"/people-who-sign-in/{officer.id}/enable", reason="Came back").status_code == 303
    assert elsewhere.get("/account").status_code == 303, "sessions from before stay ended"
    assert elsewhere.post("/sign-in", data={"email": officer.email, "password": PASSWORD}).location == "/"


def test_nobody_keeps_themselves_out(client: PageClient, sign_in: SignIn, administrator: Account) -> None:
    sign_in(client, administrator)
    assert client.submit(f"/people-who-sign-in/{administrator.id}/disable", reason="Tired").status_code == 422
    assert administrator.is_active


def test_ones_own_details(client: PageClient, session: Session, sign_in: SignIn, officer: Account) -> None:
    sign_in(client, officer)
    assert client.submit("/account/details", name=" ").status_code == 422
    assert client.submit("/account/details", name="Olwen Ŵ <b>", language="cy").status_code == 303
    assert (officer.name, officer.language) == ("Olwen Ŵ <b>", "cy")
    page = client.get("/account")
    assert 'lang="cy"' in page.text
    assert "Olwen Ŵ &lt;b&gt;" in page.text
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "accounts.details_edited")).one()
    assert entry.difference["name"] == ["Olwen Officer", "Olwen Ŵ <b>"]


def test_whoever_saves_second_sees_both_versions(client: PageClient, session: Session, sign_in: SignIn, officer: Account) -> None:
    sign_in(client, officer)
    stale = {"name": "Second", "language": "", "version": str(officer.version)}
    services.edit_details(as_actor(officer), officer, "First", None)
    unit_of_work.commit()
    answer = client.post("/account/details", data=stale)
    assert answer.status_code == 422
    assert "First" in answer.text
    assert "Second" in answer.text


def test_ending_all_other_sessions(app: Flask, client: PageClient, sign_in: SignIn, officer: Account) -> None:
    elsewhere = app.test_client()
    sign_in(elsewhere, officer)
    sign_in(client, officer)
    assert client.submit("/account", "/account/sessions").status_code == 303
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_nothing_is_done_to_somebody_elses_account(session: Session, clock: Clock, officer: Account, auditor: Account) -> None:
    for act in (
        lambda: services.edit_details(as_actor(officer), auditor, "X", None),
        lambda: services.end_other_sessions(as_actor(officer), auditor),
        lambda: services.choose_language(as_actor(officer), auditor, "cy"),
        lambda: services.change_password(as_actor(officer), auditor, PASSWORD, "another password", "127.0.0.1"),
    ):
        with pytest.raises(services.passwords.NotAllowed):
            act()


def test_what_is_done_here_is_in_an_unbroken_history(client: PageClient, session: Session, sign_in: SignIn, administrator: Account) -> None:
    sign_in(client, administrator)
    client.submit("/people-who-sign-in/invite", name="Gwyn ap Sample", email="gwyn@example.invalid")
    client.submit("/account/details", name="Ada Sample")
    actions = session.scalars(select(HistoryEntry.action).order_by(HistoryEntry.id)).all()
    assert actions[-2:] == ["accounts.invited", "accounts.details_edited"]
    assert first_broken_entry() is None
