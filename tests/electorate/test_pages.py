"""The pages of the electorate, as people with roles use them."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.electorate.conftest import MakeElector
from tests.support.client import PageClient
from tests.support.people import SignIn
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.electorate.models import ContactAlarm, ContactChange, Elector, Suppression
from tracker.kernel.clock import now
from tracker.kernel.history import HistoryEntry
from tracker.rules.electorate import ElectorStanding, Eligibility

ROOM = "/contests/sampleshire-2030/electorate"
As = Callable[[Account], PageClient]


@pytest.fixture
def as_(client: PageClient, sign_in: SignIn) -> As:
    """`as_(officer)`: the browser, signed in as somebody."""

    def browser(account: Account) -> PageClient:
        sign_in(client, account)
        return client

    return browser


def test_an_empty_room_offers_to_import(as_: As, returning_officer: Account, scrutineer: Account, contest: Contest) -> None:
    assert "Import a list" in as_(returning_officer).get(ROOM).text
    assert "Import a list" not in as_(scrutineer).get(ROOM).text


def test_the_first_page_tells_the_list_in_numbers(as_: As, officer: Account, make_elector: MakeElector) -> None:
    make_elector("S001", email="gwyn@example.invalid")
    make_elector("S002", eligibility=Eligibility.IN_ARREARS)
    page = as_(officer).get(ROOM).text
    assert "May vote" in page
    assert "In arrears" in page


@pytest.mark.parametrize(("asked", "found"), [
    ("text=S002", "Siân"), ("text=llŷr", "Siân"), ("text=SIAN@example.invalid", "Siân"), ("eligibility=in_arrears", "Siân"),
    ("branch=grange", "Siân"), ("which=no_address", "Gwyn"), ("text=nobody", None), ("eligibility=rubbish&voter_class=x", "Gwyn"),
])  # fmt: skip
def test_the_list_is_filtered(as_: As, organiser: Account, make_elector: MakeElector, asked: str, found: str | None) -> None:
    make_elector("S001")
    make_elector(
        "S002", first_name="Siân", last_name="Llŷr-Sample", email="sian@example.invalid", branch="Grangetown", name_key="llyr sample sian",
        eligibility=Eligibility.IN_ARREARS,
    )  # fmt: skip
    page = as_(organiser).get(f"{ROOM}/people?{asked}").text
    assert (found or "Nobody on the list") in page
    assert ("Siân" in page) == (found == "Siân" or "rubbish" in asked)


def test_a_record_is_corrected_and_the_change_is_remembered(as_: As, officer: Account, make_elector: MakeElector, session: Session) -> None:
    one = make_elector("S001", email="gwyn@example.invalid")
    sent = {"address_1": "12 Sample Street", "address_2": "cardiff", "postcode": "cf119ha", "email_consent": "no"}
    answer = as_(officer).submit(f"{ROOM}/people/{one.id}/edit", **sent)
    session.refresh(one)
    assert (answer.status_code, one.address_lines, one.postcode) == (303, ["12 Sample Street", "CARDIFF"], "CF11 9HA")
    assert one.email_consent is False
    assert [change.fields for change in session.query(ContactChange)] == [["address"]]
    entry = session.query(HistoryEntry).filter_by(action="electorate.edited").one()
    assert "Sample Street" not in str(entry.difference)


def test_a_wrong_postcode_is_said_at_its_field(as_: As, officer: Account, make_elector: MakeElector) -> None:
    one = make_elector("S001")
    answer = as_(officer).submit(f"{ROOM}/people/{one.id}/edit", address_1="12 Sample Street", address_2="Cardiff", postcode="CFII 9HA")
    assert (answer.status_code, "Did you mean this one? Postcode: CF11 9HA" in answer.text) == (422, True)


def test_two_people_editing_one_record_see_both_versions(as_: As, officer: Account, make_elector: MakeElector, session: Session) -> None:
    one = make_elector("S001")
    answer = as_(officer).submit(f"{ROOM}/people/{one.id}/edit", version="0", phone="029 2018 0000")
    assert (answer.status_code, "Both versions" in answer.text) == (422, True)


def test_a_fact_takes_the_vote_away_and_a_decision_overrules_it(
    as_: As, returning_officer: Account, make_elector: MakeElector, session: Session
) -> None:
    one = make_elector("S001")
    browser = as_(returning_officer)
    page = f"{ROOM}/people/{one.id}"
    assert browser.submit(f"{page}/standing", standing="suspended", reason=" ").status_code == 422
    assert browser.submit(f"{page}/standing", standing="suspended", reason="The region wrote").status_code == 303
    session.refresh(one)
    assert (one.standing, one.eligibility) == (ElectorStanding.SUSPENDED, Eligibility.SUSPENDED)
    browser.submit(f"{page}/decide", eligibility="eligible", reason="The appeal was upheld")
    session.refresh(one)
    assert (one.eligibility, one.eligibility_by_hand) == (Eligibility.ELIGIBLE, True)
    assert "The appeal was upheld" in browser.get(page).text
    browser.submit(f"{page}/decide", eligibility="", reason="The rule may say it")
    session.refresh(one)
    assert (one.eligibility, one.eligibility_by_hand) == (Eligibility.SUSPENDED, False)


def test_too_many_edits_in_a_day_raise_an_alarm_that_somebody_else_clears(
    as_: As, officer: Account, returning_officer: Account, make_elector: MakeElector, session: Session
) -> None:
    people = [make_elector(f"S{number:03}") for number in range(22)]
    browser = as_(officer)
    for one in people:
        browser.submit(f"{ROOM}/people/{one.id}/edit", phone=f"029 2018 {one.id:04}")
    (alarm,) = session.query(ContactAlarm).all()
    session.refresh(alarm)
    assert (alarm.changed, alarm.unit) == (22, officer.name)
    assert session.query(Elector).filter(Elector.contact_held_at.is_not(None)).count() == 22
    page = f"{ROOM}/alarms/{alarm.id}"
    assert "Alarm" in browser.get(ROOM).text
    assert "Telephone" in browser.get(page).text
    refused = browser.submit(f"{page}/clear", reason="It was me")
    assert (refused.status_code, "somebody else" in refused.text) == (422, True)
    other = ContactAlarm(
        contest=alarm.contest, kind=alarm.kind, unit_kind=alarm.unit_kind, unit="Another", changed=1, of=2, share=50, raised_at=now(),
        since=alarm.since, by_id=returning_officer.id,
    )  # fmt: skip
    session.add(other)
    session.flush()
    cleared = as_(returning_officer).submit(f"{page}/clear", follow=True, reason="The branch called them all")
    assert "1 alarm is still open" in cleared.text
    session.expire_all()
    assert session.query(Elector).filter(Elector.contact_held_at.is_not(None)).count() == 0
    assert "The branch called them all" in browser.get(page).text


def test_the_import_screens_open(as_: As, officer: Account, contest: Contest) -> None:
    page = as_(officer).get(f"{ROOM}/imports").text
    assert "membership_number" in page


def test_the_list_is_frozen_shown_checked_and_compared(
    as_: As, returning_officer: Account, scrutineer: Account, make_elector: MakeElector, session: Session
) -> None:
    one = make_elector("S001", branch="Grangetown", email="gwyn@example.invalid")
    make_elector("S002", eligibility=Eligibility.IN_ARREARS)
    browser = as_(returning_officer)
    answer = browser.submit(f"{ROOM}/freeze", follow=True, note="For the ballot papers")
    assert "The roll is frozen." in answer.text
    one.first_name = "Gwynfor"
    session.flush()
    browser = as_(scrutineer)
    page = browser.get(f"{ROOM}/rolls/1").text
    assert "Grangetown" in page
    assert "the hash is the same" in browser.submit(f"{ROOM}/rolls/1", "verify", follow=True).text
    compared = browser.get(f"{ROOM}/rolls/1/compare").text
    assert "Gwynfor ap Sample" in compared
    assert "Nobody differs in this." in browser.get(f"{ROOM}/rolls/1/compare?show=came&with=9").text
    assert "Freeze the roll" not in browser.get(ROOM).text


def test_an_empty_list_is_not_frozen(as_: As, returning_officer: Account, contest: Contest) -> None:
    answer = as_(returning_officer).submit(f"{ROOM}/freeze")
    assert (answer.status_code, "Import it first" in answer.text) == (422, True)


def test_who_is_not_written_to_is_added_and_lifted(
    as_: As, returning_officer: Account, auditor: Account, session: Session, contest: Contest
) -> None:
    browser, page = as_(returning_officer), f"{ROOM}/suppressions"
    wrong = browser.submit(f"{page}/new", channel="post", key="gwyn@example.invalid", reason="objected", source="A letter")
    assert (wrong.status_code, "membership number" in wrong.text) == (422, True)
    browser.submit(f"{page}/new", channel="post", key="S001", reason="objected", source="A letter")
    browser.submit(f"{page}/new", channel="email", key="Gwyn@Example.invalid", reason="unsubscribed", source="A call")
    shown = browser.get(page).text
    assert "A letter" in shown
    assert "gwyn" not in shown.lower()
    first = session.query(Suppression).order_by(Suppression.id).first()
    assert first
    assert browser.submit(f"{page}/{first.id}/lift", reason="").status_code == 422
    assert browser.submit(f"{page}/{first.id}/lift", reason="Asked for letters again").status_code == 303
    assert "Lifted" in as_(auditor).get(page).text
