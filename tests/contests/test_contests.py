"""Making, editing, finding, cancelling and cloning contests, and their rules as data."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.contests.conftest import put
from tests.support.people import as_actor
from tests.support.world import make_contest
from tracker.contests import services
from tracker.contests.events import CandidacyWithdrawn, ContestMoved
from tracker.contests.models import Contest, ContestRule, Office
from tracker.contests.services import RuleDetails
from tracker.contests.services import timetable as timetables
from tracker.contests.services.timetable import Anchors
from tracker.kernel import events
from tracker.kernel.clock import from_local
from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import CandidacyState, ContestState, RuleForce


def actions(session) -> list[str]:
    return [entry.action for entry in session.query(HistoryEntry).order_by(HistoryEntry.id)]


def test_a_contest_begins_as_a_draft_under_an_address_of_its_own(details, actor) -> None:
    first = services.create_contest(actor, details)
    second = services.create_contest(actor, details)
    assert (first.state, first.slug, second.slug) == (ContestState.DRAFT, "second-contest", "second-contest-2")
    with pytest.raises(Refused) as refused:
        services.create_contest(actor, details, slug="second-contest")
    assert refused.value.field == "slug"
    with pytest.raises(Refused):
        services.create_contest(actor, details, slug="new")


def test_an_officer_makes_contests_only_where_they_look_after(details, other_area, officer_elsewhere, actor) -> None:
    with pytest.raises(Refused, match="yours to look after"):
        services.create_contest(as_actor(officer_elsewhere), details)
    contest = services.create_contest(actor, details)
    with pytest.raises(Refused, match="yours to look after"):
        services.edit_contest(actor, contest, replace(details, area=other_area))


def test_an_edit_tells_history_what_changed_in_words(contest: Contest, details, actor, session, party, area) -> None:
    office = services.new_office(actor, "Mayor", "Maer")
    services.edit_contest(actor, contest, replace(details, office=office, seats=2))
    entry = session.query(HistoryEntry).filter_by(action="contests.edited").one()
    assert entry.difference["office"] == ["Commissioner", "Mayor"]
    assert entry.difference["seats"] == [1, 2]
    services.edit_contest(actor, contest, replace(details, office=office, seats=2))
    assert actions(session).count("contests.edited") == 1, "nothing changed, nothing told"


def test_an_office_known_already_is_not_made_twice(contest: Contest, actor, session) -> None:
    assert services.new_office(actor, "Mayor", "Maer") is services.new_office(actor, "mayor", "Maer")
    assert session.query(Office).count() == 2


def test_the_second_of_two_officers_sees_both_versions(contest: Contest, details, actor) -> None:
    read = contest.version
    services.edit_contest(actor, contest, replace(details, seats=2), version=read)
    with pytest.raises(StaleRecord) as stale:
        services.edit_contest(actor, contest, replace(details, seats=3), version=read)
    assert [(d.stored, d.sent) for d in stale.value.differences] == [(2, 3)]


def test_both_versions_are_shown_in_the_form(contest: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    page = f"/contests/{contest.slug}/edit"
    stale = client.get(page).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    client.submit(page, title_en="Renamed by the first")
    answer = client.submit(page, title_en="Renamed by the second", version=stale)
    assert answer.status_code == 422
    assert "Renamed by the first" in answer.text
    assert "Renamed by the second" in answer.text
    assert contest.title_en == "Renamed by the first"


def test_once_there_is_a_timetable_its_dates_are_moved_there(contest: Contest, details, actor) -> None:
    close = from_local(datetime(2027, 3, 19, 12))
    timetables.build_timetable(actor, contest, Anchors(close=close))
    services.edit_contest(actor, contest, replace(details, ballot_closes_at=None, dispatch_on=date(2020, 1, 1)))
    assert (contest.ballot_closes_at, contest.dispatch_on) == (close, date(2027, 2, 23))


def test_a_contest_is_made_on_its_page_with_an_office_nobody_had(contest: Contest, client, sign_in, officer, session, area, party) -> None:
    sign_in(client, officer)
    given = {"title_en": "Sampleshire 2034", "office": "new", "area": area.gss, "party": str(party.id)}
    refused = client.submit("/contests/new", **given)
    assert refused.status_code == 422
    assert "name in both languages" in refused.text
    given |= {"new_office_en": "Mayor", "new_office_cy": "Maer", "ballot_closes_at": "2034-03-01T12:00"}
    made = client.submit("/contests/new", **given, channels=["post"])
    assert made.status_code == 303
    contest = session.query(Contest).filter_by(slug="sampleshire-2034").one()
    assert (contest.office.name_en, contest.channels, contest.ballot_closes_at) == ("Mayor", ["post"], from_local(datetime(2034, 3, 1, 12)))


def test_an_address_somebody_has_is_a_form_error(contest: Contest, client, sign_in, officer, area, party) -> None:
    sign_in(client, officer)
    answer = client.submit(
        "/contests/new", title_en="X", slug=contest.slug, office=str(contest.office_id), area=area.gss, party=str(party.id)
    )
    assert answer.status_code == 422
    assert "this one is taken" in answer.text


def test_the_list_is_narrowed_by_text_state_and_area(contest: Contest, area, other_area, party, session, client, sign_in, officer) -> None:
    make_contest(other_area, party, "Elsewhere 2030", session, state=ContestState.ANNOUNCED)
    sign_in(client, officer)
    both = {"Sampleshire 2030", "Elsewhere 2030"}
    cases = {
        "": both, "q=elsew": {"Elsewhere 2030"}, "q=COMMISSIONER": both, "q=%25": set(),
        "state=draft": {"Sampleshire 2030"}, f"area={other_area.gss}": {"Elsewhere 2030"},
    }  # fmt: skip
    for query, expected in cases.items():
        text = client.get(f"/contests?{query}").text
        assert {title for title in both if f">{title}</a>" in text} == expected, query


def test_a_cancelled_contest_is_still_shown_with_its_notice_and_date(contest: Contest, actor, client, sign_in, officer_elsewhere) -> None:
    put(contest, ContestState.ANNOUNCED)
    services.cancel(actor, contest, reason="The post was abolished", notice="Members will be written to.")
    sign_in(client, officer_elsewhere)
    for page in ("candidates", "timetable", "rules"):
        text = client.get(f"/contests/{contest.slug}/{page}").text
        assert "The post was abolished" in text
        assert "Members will be written to." in text
        assert "Monday 2 March 2026" in text


def test_a_reason_that_is_needed_is_not_called_optional(shortlisted: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    moves = f"/contests/{shortlisted.slug}/moves"
    label = re.compile(r'<label for="reason">Reason\s*</label>')
    assert label.search(client.get(f"{moves}/cancel").text)
    assert not label.search(client.get(f"{moves}/open-ballot").text)
    refused = client.submit(f"{moves}/cancel", notice="Kept")
    assert (refused.status_code, 'id="reason-error"' in refused.text, "Kept" in refused.text) == (422, True, True)


def test_a_postponed_contest_shows_the_one_that_replaces_it(shortlisted: Contest, client, sign_in, officer, session) -> None:
    sign_in(client, officer)
    client.submit(f"/contests/{shortlisted.slug}/moves/cancel", reason="The poll was put off a year", replace="y")
    assert shortlisted.state is ContestState.CANCELLED
    new = shortlisted.replaced_by
    assert new is not None
    assert (new.state, len(new.candidacies), new.ballot_closes_at) == (ContestState.DRAFT, 2, None)
    assert f"/contests/{new.slug}/" in client.get(f"/contests/{shortlisted.slug}/candidates").text
    assert f'"/contests/{shortlisted.slug}"' in client.get(f"/contests/{new.slug}").text


def test_the_draft_that_replaces_a_contest_is_not_named_to_whoever_may_not_see_it(
    shortlisted: Contest, client, sign_in, officer, officer_elsewhere,
) -> None:  # fmt: skip
    sign_in(client, officer)
    client.submit(f"/contests/{shortlisted.slug}/moves/cancel", reason="The poll was put off a year", replace="y")
    assert shortlisted.replaced_by is not None
    shortlisted.replaced_by.title_en = "Sampleshire 2031, in confidence"
    sign_in(client, officer_elsewhere)
    for page in ("", "/candidates", "/timetable"):
        text = client.get(f"/contests/{shortlisted.slug}{page}").text
        assert "The poll was put off" in text
        assert "in confidence" not in text


def test_people_come_along_to_the_next_contest_and_consents_do_not(shortlisted: Contest, candidacy, rival_candidacy, actor) -> None:
    candidacy.statement_en, candidacy.website = "Vote for me", "https://nia.example.invalid"
    candidacy.state = CandidacyState.SELECTED
    services.add_rule(actor, shortlisted, RuleDetails(key="residency", value="police area", source="Call of 2030"))
    timetables.build_timetable(actor, shortlisted, Anchors(close=shortlisted.ballot_closes_at))
    copy = services.clone_contest(actor, shortlisted, title_en="Sampleshire 2034", people=[candidacy.id])
    (come,) = copy.candidacies
    assert (come.person_id, come.state, come.is_incumbent) == (candidacy.person_id, CandidacyState.APPLIED, True)
    assert (come.statement_en, come.website) == ("", "")
    assert [(rule.key, rule.source) for rule in copy.rules] == [("residency", "Call of 2030")]
    assert {stage.key for stage in copy.stages} == {stage.key for stage in shortlisted.stages}
    assert not any(stage.stands_on for stage in copy.stages)
    assert (copy.ballot_closes_at, copy.joined_by, copy.cloned_from_id) == (None, None, shortlisted.id)
    timetables.build_timetable(actor, copy, Anchors(close=from_local(datetime(2027, 3, 19, 12))))


def test_rules_are_data_with_their_history(contest: Contest, actor, session) -> None:
    rule = services.add_rule(actor, contest, RuleDetails(key="spending", value="3500", unit="pounds", force=RuleForce.HARD))
    with pytest.raises(Refused, match="of this name already"):
        services.add_rule(actor, contest, RuleDetails(key="spending", value="1"))
    read = rule.version
    services.edit_rule(actor, rule, RuleDetails(key="spending", value="4000", unit="pounds"), version=read)
    with pytest.raises(StaleRecord):
        services.edit_rule(actor, rule, RuleDetails(key="spending", value="5000"), version=read)
    services.remove_rule(actor, rule, reason="Superseded")
    assert session.query(ContestRule).count() == 0
    last = session.query(HistoryEntry).filter_by(action="contests.rule-removed").one()
    assert (last.difference["value"], last.reason) == (["spending = 4000 pounds", None], "Superseded")


def test_rules_are_kept_on_their_pages(contest: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    base = f"/contests/{contest.slug}/rules"
    client.submit(f"{base}/new", key="residency", value="police area", source_on="2011-12-02")
    (rule,) = contest.rules
    client.submit(f"{base}/{rule.id}", value="any area")
    assert "any area" in client.get(base).text
    number = rule.id
    client.submit(f"{base}/{number}/remove", reason="Not in the call")
    assert client.get(f"{base}/{number}").status_code == 404


def test_moves_are_told_upwards(shortlisted: Contest, rival_candidacy, actor) -> None:
    heard: list[object] = []
    for kind in (ContestMoved, CandidacyWithdrawn):
        events.subscribe(kind, heard.append)
    try:
        services.move_candidacy(actor, rival_candidacy, "withdraw", reason="Ill")
        services.cancel(actor, shortlisted, reason="No poll")
    finally:
        for kind in (ContestMoved, CandidacyWithdrawn):
            events.unsubscribe(kind, heard.append)
    assert [type(event) for event in heard] == [CandidacyWithdrawn, ContestMoved]
    assert (heard[0].candidacy_id, heard[1].after) == (rival_candidacy.id, ContestState.CANCELLED)


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ("dispatch_on", date(2027, 3, 11), date(2027, 2, 17)),
        ("joined_by", date(2028, 1, 1), date(2026, 12, 1)),
        ("paid_up_by", date(2027, 3, 11), date(2027, 3, 10)),
        ("polling_day", date(2027, 3, 9), date(2027, 5, 6)),
    ],
)
def test_a_day_on_the_wrong_side_of_the_close_is_told_at_once(details, actor, field: str, wrong: date, right: date) -> None:
    closing = replace(details, ballot_closes_at=from_local(datetime(2027, 3, 10, 12)), polling_day=None)
    with pytest.raises(Refused, match="10 March 2027") as refused:
        services.create_contest(actor, replace(closing, **{field: wrong}))
    assert refused.value.field == field
    contest = services.create_contest(actor, replace(closing, **{field: right}))
    with pytest.raises(Refused):
        services.edit_contest(actor, contest, replace(closing, **{field: wrong}))
