"""The calendar of mailings and ballot dates, the preview of what is printed, and values people lack."""

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.mailings.conftest import MakeMailing
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.electorate.models import Elector, RollEntry
from tracker.kernel.errors import Blocked
from tracker.mailings import services
from tracker.mailings.personal import parts
from tracker.mailings.queries.missing import Missing, missing_values_of
from tracker.rules.mailings import MailingChannel, Purpose

HANDED = datetime(2027, 2, 15, 12, tzinfo=UTC)


def test_the_calendar_holds_mailings_and_ballot_dates_in_order(
    make_mailing: MakeMailing, ballot: Contest, client: PageClient, sign_in: SignIn, organiser: Account
) -> None:
    make_mailing(MailingChannel.LETTER, Purpose.SERVICE, title="To everybody", hand_over_at=HANDED)
    sign_in(client, organiser)
    page = client.get(f"/contests/{ballot.slug}/mailings/calendar").text
    assert page.index("Handed to the mailing house") < page.index("until Tuesday 23 February 2027")
    events = Calendar.from_ical(client.get(f"/contests/{ballot.slug}/mailings/calendar.ics").data).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events][:2] == ["To everybody: Handed to the mailing house", "To everybody: Lands"]
    lands = events[1]
    assert (lands["DTSTART"].dt.isoformat(), lands["DTEND"].dt.isoformat()) == ("2027-02-17", "2027-02-24")


def test_a_cancelled_mailing_stays_in_calendars_and_says_so(
    make_mailing: MakeMailing, ballot: Contest, client: PageClient, sign_in: SignIn, organiser: Account
) -> None:
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE, hand_over_at=HANDED)
    services.move(as_actor(organiser), mailing, "cancel", reason="Not wanted")
    sign_in(client, organiser)
    first = Calendar.from_ical(client.get(f"/contests/{ballot.slug}/mailings/calendar.ics").data).walk("VEVENT")[0]
    assert first["STATUS"] == "CANCELLED"
    assert "(cancelled)" in first["SUMMARY"]


@pytest.mark.usefixtures("ballot")
def test_a_value_people_lack_is_told_before_anybody_approves(make_mailing: MakeMailing, organiser: Account) -> None:
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    services.write(as_actor(organiser), mailing, {"body_en": "Your branch: ((branch))", "body_cy": "Eich cangen: ((branch))"})
    assert missing_values_of(mailing) == [Missing("branch", 3)]
    with pytest.raises(Blocked) as refused:
        services.move(as_actor(organiser), mailing, "submit")
    assert "3 people have no value for the placeholder branch" in str(refused.value.blockers[0].message)
    optional = {"body_en": "((?branch)) Your branch: ((branch))", "body_cy": "((?branch)) Eich cangen: ((branch))"}
    services.write(as_actor(organiser), mailing, optional)
    assert missing_values_of(mailing) == []


def test_a_value_the_contest_lacks_concerns_everybody(make_mailing: MakeMailing, contest: Contest) -> None:
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    contest.ballot_closes_at = None
    assert missing_values_of(mailing) == [Missing("ballot_close", None)]


def test_a_letter_is_looked_at_as_it_is_printed(
    make_mailing: MakeMailing, ballot: Contest, client: PageClient, sign_in: SignIn, organiser: Account
) -> None:
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    sign_in(client, organiser)
    here = f"/contests/{ballot.slug}/mailings/{mailing.number}/preview"
    assert "Page 1 of 1" in client.get(f"{here}?at=2").text
    assert client.get(f"{here}/pages/1?at=2").data.startswith(b"\x89PNG")
    assert client.get(f"{here}/letter.pdf?at=2").data.startswith(b"%PDF")
    assert client.get(f"{here}/pages/9?at=2").status_code == 404
    assert client.get(f"{here}/letter.pdf?at=99").status_code == 404


def test_an_email_is_looked_at_as_it_is_sent(
    make_mailing: MakeMailing, ballot: Contest, client: PageClient, sign_in: SignIn, organiser: Account
) -> None:
    mailing = make_mailing(MailingChannel.EMAIL, Purpose.CAMPAIGN)
    sign_in(client, organiser)
    here = f"/contests/{ballot.slug}/mailings/{mailing.number}/preview"
    page = client.get(here).text
    assert "nia@example.invalid" in page
    assert "Dear Nia" in page
    message = client.get(f"{here}/message.eml").data
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in message
    assert client.get(f"{here}/letter.pdf").status_code == 404
    assert client.get(f"{here}/message.eml?at=99").status_code == 404


@pytest.mark.usefixtures("ballot")
def test_a_day_stands_in_the_language_of_the_letter_whatever_the_page_is_in(
    make_mailing: MakeMailing, session: Session, electors: list[Elector]
) -> None:
    mailing = make_mailing(MailingChannel.LETTER, Purpose.SERVICE)
    assert mailing.content
    english, welsh = session.scalars(select(RollEntry).order_by(RollEntry.membership_number).limit(2)).all()
    for page in ("en", "cy"):
        with force_locale(page):
            assert "Friday 19 March 2027" in str(parts(mailing, mailing.content, english, "x")[0].html)
            assert "Dydd Gwener, 19 Mawrth 2027" in str(parts(mailing, mailing.content, welsh, "x")[0].html)
    assert electors
