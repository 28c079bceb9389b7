"""The timetable as iCalendar: stable, in the page's language, and open to calendars only by its signed address."""

from datetime import UTC, date, datetime

import icalendar
import pytest

from tests.contests.conftest import put
from tracker.contests import services as contests
from tracker.contests.calendars import calendar_of, subscription_url
from tracker.contests.models import Contest
from tracker.contests.services import timetable as services
from tracker.contests.services.timetable import Anchors
from tracker.kernel.clock import from_local
from tracker.rules.contests import ContestState


@pytest.fixture
def published(contest: Contest, actor) -> Contest:
    put(contest, ContestState.ANNOUNCED)
    services.build_timetable(actor, contest, Anchors(close=from_local(datetime(2026, 6, 19, 12)), poll=date(2026, 11, 12)))
    services.publish_timetable(actor, contest, accept_warnings=True)
    return contest


def events(contest: Contest, language: str = "en") -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(calendar_of(contest, language))
    return {str(event["uid"]).split("-")[2].removesuffix("@tracker"): event for event in calendar.walk("VEVENT")}


def test_an_hour_is_an_instant_and_a_day_is_a_day(published: Contest) -> None:
    found = events(published)
    assert found["ballot_close"].decoded("dtstart") == datetime(2026, 6, 19, 11, tzinfo=UTC)
    assert found["count"].decoded("dtstart") == date(2026, 6, 19)
    assert str(found["ballot_close"]["summary"]) == "Ballot closes: Sampleshire 2030"
    assert len(found) == len(published.stages)


def test_lines_are_folded_as_the_standard_says(published: Contest) -> None:
    raw = calendar_of(published, "cy")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_change_raises_the_sequence_and_keeps_the_uid(published: Contest, actor) -> None:
    before = events(published)["reminder_1"]
    stage = next(stage for stage in published.stages if stage.key == "reminder_1")
    services.override_stage(actor, stage, date(2026, 6, 8), None, reason="A free evening")
    after = events(published)["reminder_1"]
    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) == int(before["sequence"]) + 1
    assert after.decoded("dtstart") == date(2026, 6, 8)


def test_a_cancelled_stage_stays_and_says_so(published: Contest, actor) -> None:
    stage = next(stage for stage in published.stages if stage.key == "reminder_1")
    services.cancel_stage(actor, stage, reason="No reminders")
    found = events(published)
    assert str(found["reminder_1"]["status"]) == "CANCELLED"
    assert str(found["reminder_1"]["summary"]).endswith("(cancelled)")
    assert str(found["reminder_2"]["status"]) == "CONFIRMED"


def test_a_cancelled_contest_cancels_every_event(published: Contest, actor) -> None:
    before = {key: int(event["sequence"]) for key, event in events(published).items()}
    contests.cancel(actor, published, reason="The poll was postponed")
    after = events(published)
    assert {str(event["status"]) for event in after.values()} == {"CANCELLED"}
    assert all(int(event["sequence"]) == before[key] + 1 for key, event in after.items())


def test_a_calendar_reads_it_without_signing_in(published: Contest, app, client) -> None:
    with app.test_request_context():
        url = subscription_url(published, "cy")
    answer = client.get(url.removeprefix("http://localhost"))
    assert answer.mimetype == "text/calendar"
    assert "Sampleshire 2030 (Cymraeg)" in icalendar.Calendar.from_ical(answer.data).calendar_name
    assert client.get("/calendars/WzEsImVuIl0.forged.ics").status_code == 404
    assert client.get("/calendars/x.ics").status_code == 404


def test_a_draft_is_closed_to_calendars(published: Contest, app, client) -> None:
    with app.test_request_context():
        url = subscription_url(published, "en")
        put(published, ContestState.DRAFT)
        assert subscription_url(published, "en") is None
    assert client.get(url.removeprefix("http://localhost")).status_code == 404
