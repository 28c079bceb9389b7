"""The pages of the timetable: who opens which, and what they do."""

from datetime import date, datetime

import pytest

from tests.support.pages import parse
from tests.support.people import as_actor
from tracker.contests.models import Contest
from tracker.contests.services import timetable as services
from tracker.contests.services.timetable import Anchors
from tracker.kernel.clock import from_local

BASE = "/contests/sampleshire-2030/timetable"
OFFICERS = {"officer", "returning_officer"}
MAY_PREVIEW = OFFICERS | {"scrutineer", "auditor"}
EVERYBODY = MAY_PREVIEW | {"administrator", "organiser", "candidate", "agent", "rival", "officer_elsewhere"}


@pytest.fixture
def dated(shortlisted: Contest, actor) -> Contest:
    shortlisted.timetable_published_at = None
    close, poll = from_local(datetime(2027, 3, 19, 12)), date(2027, 5, 6)
    services.build_timetable(actor, shortlisted, Anchors(close=close, poll=poll))
    return shortlisted


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_before_it_is_published_only_officers_see_it(role, dated: Contest, client, sign_in, request) -> None:
    sign_in(client, request.getfixturevalue(role))
    page = client.get(BASE)
    assert ("Ballot papers go out" in page.text) == (role in MAY_PREVIEW)
    assert client.get(f"{BASE}.ics").status_code == (200 if role in MAY_PREVIEW else 404)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_once_published_everybody_reads_and_only_officers_change(role, dated: Contest, actor, client, sign_in, request) -> None:
    services.publish_timetable(actor, dated, accept_warnings=True)
    sign_in(client, request.getfixturevalue(role))
    assert "Ballot papers go out" in client.get(BASE).text
    number = dated.stages[0].id
    acts = [f"/stages/{number}/{act}" for act in ("override", "extend", "actual", "calendar", "cancel")]
    for path in ("/build", "/recompute", "/publish", "/changes", f"/stages/{number}", *acts):
        assert client.get(BASE + path).status_code == (200 if role in OFFICERS else 403), path


def test_a_stage_of_another_contest_is_not_found(dated: Contest, area, party, session, client, sign_in, officer) -> None:
    sign_in(client, officer)
    assert client.get(f"/contests/other/timetable/stages/{dated.stages[0].id}").status_code == 404
    assert client.get(f"{BASE}/stages/{dated.stages[0].id}/nothing").status_code == 404


def test_it_is_computed_and_published_on_its_pages(shortlisted: Contest, client, sign_in, officer) -> None:
    shortlisted.timetable_published_at = None
    sign_in(client, officer)
    client.submit(f"{BASE}/build")
    assert len(shortlisted.stages) == 33, "without a public poll"
    client.submit(f"{BASE}/publish")
    assert shortlisted.timetable_published_at is not None


def test_old_and_new_stand_side_by_side_and_only_ticks_count(dated: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    shown = client.get(f"{BASE}/recompute?close=2027-03-24T12:00&poll=2027-05-06")
    assert "Friday 19 March 2027, 12:00" in shown.text
    assert "Wednesday 24 March 2027, 12:00" in shown.text
    before = {stage.key: stage.stands_on for stage in dated.stages}
    client.submit(f"{BASE}/recompute?close=2027-03-24T12:00&poll=2027-05-06", "move-dates", stages=["count"])
    after = {stage.key: stage.stands_on for stage in dated.stages}
    assert {key for key in after if after[key] != before[key]} == {"count", "ballot_close"}


def test_what_has_happened_or_should_have_is_not_ticked_to_begin_with(dated: Contest, client, sign_in, officer, clock) -> None:
    sign_in(client, officer)
    clock.set(datetime(2027, 2, 1, 9))
    next(stage for stage in dated.stages if stage.key == "count").actual_on = date(2027, 2, 1)
    shown = parse(client.get(f"{BASE}/recompute?close=2027-03-24T12:00&poll=2027-05-06").text)[0]
    boxes = {box.get("value"): "checked" in box.attrib for box in shown.iter("input") if box.get("name") == "stages"}
    gone = {stage.key for stage in dated.stages if stage.stands_on < date(2027, 2, 1)} | {"count"}
    assert {key for key, ticked in boxes.items() if not ticked} == gone & boxes.keys()
    assert len(gone) > 2
    assert boxes["ballot_close"]
    past = client.get(f"{BASE}/recompute?close=2020-03-24T12:00").text
    assert past.count(" checked>") == past.count('name="stages"') > 0


@pytest.mark.parametrize(
    ("query", "message"),
    [("close=2060-01-01T12:00", "Bank holidays are known"), ("close=rubbish", "Not a valid"), ("close=1066-10-14T09:00", "between 1900")],
)
def test_dates_nothing_can_be_counted_from_are_explained(query, message, dated: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    assert message in client.get(f"{BASE}/recompute?{query}").text


def test_moving_the_dates_opens_without_a_complaint_and_complains_of_none_given(dated: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    opened = client.get(f"{BASE}/recompute").text
    assert "There is a problem" not in opened
    assert 'name="close"' in opened
    assert "Say when the ballot closes" in client.get(f"{BASE}/recompute?close=").text


def test_a_hard_date_goes_through_two_officers(dated: Contest, actor, client, sign_in, officer, second_officer) -> None:
    services.publish_timetable(actor, dated, accept_warnings=True)
    stage = next(stage for stage in dated.stages if stage.key == "candidate_statement_deadline")
    sign_in(client, officer)
    answer = client.submit(f"{BASE}/stages/{stage.id}/override", on="2027-02-11", at="17:00", reason="The printer asked", follow=True)
    assert "waits for a second officer" in answer.text
    assert "Confirm what is ticked" not in client.get(f"{BASE}/changes").text
    sign_in(client, second_officer)
    client.submit(f"{BASE}/changes")
    assert (stage.stands_on, stage.stands_at) == (date(2027, 2, 11), "17:00")


def test_the_second_officer_is_told_which_days_were_set_by_hand_and_stay(dated: Contest, actor, client, sign_in, second_officer) -> None:
    stage = next(stage for stage in dated.stages if stage.key == "candidate_statement_deadline")
    services.override_stage(actor, stage, date(2027, 2, 11), "17:00", reason="The printer asked")
    services.publish_timetable(actor, dated, accept_warnings=True)
    later = Anchors(close=from_local(datetime(2027, 3, 24, 12)), poll=date(2027, 5, 6))
    services.move_dates(actor, dated, later, [stage.key, "ballot_close"], reason="More time")
    sign_in(client, second_officer)
    assert client.get(f"{BASE}/changes").text.count("Set by hand: the day set stays") == 1
    client.submit(f"{BASE}/changes")
    assert (stage.stands_on, stage.stands_at) == (date(2027, 2, 11), "17:00")


def test_another_day_keeps_the_hour_unless_it_is_changed(dated: Contest, client, sign_in, officer) -> None:
    close = next(stage for stage in dated.stages if stage.key == "ballot_close")
    assert close.stands_at == "12:00"
    sign_in(client, officer)
    for act in ("override", "extend"):
        assert 'value="12:00' in client.get(f"{BASE}/stages/{close.id}/{act}").text


def test_an_override_without_a_reason_is_shown_again_with_its_day(dated: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    answer = client.submit(f"{BASE}/stages/{dated.stages[0].id}/override", on="2026-12-01", reason=" ")
    assert answer.status_code == 422
    assert 'value="2026-12-01"' in answer.text
    assert "Give a reason" in answer.text


def test_the_returning_officer_may_confirm(dated: Contest, actor, returning_officer) -> None:
    services.publish_timetable(actor, dated, accept_warnings=True)
    change = services.cancel_stage(actor, next(s for s in dated.stages if s.key == "reissue_email_close"), reason="No staff")
    services.confirm_changes(as_actor(returning_officer), dated, [change.id])
    assert change.stage.cancelled_at is not None


def test_the_form_of_the_details_leads_to_the_dates_only_who_may_move_them(dated: Contest, client, sign_in, administrator, officer) -> None:
    edit, link = "/contests/sampleshire-2030/edit", f'href="{BASE}/recompute"'
    for who, offered in ((officer, True), (administrator, False)):
        sign_in(client, who)
        text = client.get(edit).text
        assert "The dates are moved on the timetable" in text
        assert (link in text) is offered, who.name
