"""Logging an endorsement: the page, and what it refuses."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.endorsements.conftest import World, decision
from tests.shared_data import shared_data
from tests.support.people import as_actor
from tracker.directory.models import Body, OfficeHeld, Person
from tracker.endorsements import services
from tracker.endorsements.models import Endorsement, Evidence
from tracker.extensions import db
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.decisions import DecisionMethod, DecisionOutcome, EndorsementState, EvidenceGrade
from tracker.rules.directory import BodyKind
from tracker.rules.supporters import SupporterCategory

PAGE = "/contests/sampleshire-2030/endorsements/new"


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Endorsement)) or 0


def only() -> Endorsement:
    return db.session.scalars(select(Endorsement)).one()


@pytest.fixture
def browser(world: World, officer, browse):
    return browse(officer)


def test_a_known_body_is_logged_by_typing_its_name_and_choosing_the_candidate(browser, world: World) -> None:
    answer = browser.submit(PAGE, endorser="sampleshire party council", candidacy=str(world.first.id))
    assert answer.status_code == 303
    made = only()
    assert (made.endorser_body, made.candidacy, made.state) == (
        world.council,
        world.first,
        EndorsementState.RECORDED,
    )
    assert (made.outcome, made.method) == (DecisionOutcome.CARRIED_UNRECORDED, DecisionMethod.FULL_MEETING)


def test_a_unanimous_vote_with_its_minutes(browser, world: World) -> None:
    files = {"file": (BytesIO(b"%PDF-1.4 minutes of the meeting"), "minutes.pdf"), "grade": "minute"}
    browser.submit(
        PAGE,
        endorser="Sampleshire Party Council",
        candidacy=str(world.first.id),
        present="44",
        votes_for="44",
        votes_against="0",
        abstentions="0",
        eligible="60",
        quorum="20",
        chair="Nia Sample",
        **files,
    )
    made, proof = only(), db.session.scalars(select(Evidence)).one()
    assert (made.outcome, made.present, made.quorum, made.chair) == (
        DecisionOutcome.UNANIMOUS,
        44,
        20,
        "Nia Sample",
    )
    assert (proof.stored_file.media_type, len(proof.stored_file.sha256), proof.grade) == (
        "application/pdf",
        64,
        "minute",
    )


@pytest.mark.parametrize(
    ("figures", "field", "said"),
    [
        (
            {"present": "44", "votes_for": "46", "votes_against": "0"},
            "present",
            "add up to 46, but 44 were present",
        ),
        (
            {"outcome": "unanimous", "votes_for": "10", "votes_against": "1"},
            "votes_against",
            "Votes against: 1.",
        ),
        (
            {"present": "10", "quorum": "20", "votes_for": "10", "votes_against": "0"},
            "present",
            "the quorum is 20",
        ),
        ({"present": "50", "eligible": "40"}, "present", "only 40 might vote"),
        ({"votes_for": "5", "votes_against": "5"}, "outcome", "do not carry it"),
        ({"decided_on": "2027-01-01"}, "decided_on", "cannot be dated in the future"),
        (
            {"notice_given_on": "2026-03-02", "decided_on": "2026-03-01"},
            "notice_given_on",
            "Notice is given before",
        ),
    ],
)
def test_contradictions_are_told_at_the_right_field(
    browser, world: World, figures, field: str, said: str
) -> None:
    answer = browser.submit(
        PAGE, endorser="Sampleshire Party Council", candidacy=str(world.first.id), **figures
    )
    assert (answer.status_code, how_many()) == (422, 0)
    assert said in answer.text
    assert f'id="{field}-error"' in answer.text


def test_every_contradiction_is_told_at_once_in_the_order_of_the_page(browser, world: World) -> None:
    wrong = {"decided_on": "2027-01-01", "present": "10", "votes_for": "12", "quorum": "30", "note": "Kept"}
    answer = browser.submit(
        PAGE, endorser="Sampleshire Party Council", candidacy=str(world.first.id), file=(BytesIO(b"%PDF-1.4"), "minutes.pdf"), **wrong
    )
    assert "cannot be dated in the future" in answer.text
    assert "add up to 12, but 10 were present" in answer.text
    assert "the quorum is 30" in answer.text
    assert '<details class="more" open>' in answer.text, "what was typed under More is in sight"
    assert "Choose the file again: minutes.pdf" in answer.text
    nothing = browser.submit(PAGE).text
    assert nothing.index('href="#endorser"') < nothing.index('href="#candidacy-0"')


def test_the_outcome_and_the_candidate_must_agree(browser, world: World) -> None:
    answer = browser.submit(
        PAGE, endorser="Sampleshire Party Council", candidacy=str(world.first.id), outcome="inquorate"
    )
    assert "This outcome endorses nobody" in answer.text
    answer = browser.submit(
        PAGE, endorser="Sampleshire Party Council", candidacy="nobody", outcome="unanimous"
    )
    assert "This outcome endorses somebody" in answer.text
    browser.submit(
        PAGE,
        endorser="Sampleshire Party Council",
        candidacy="nobody",
        outcome="tied",
        votes_for="7",
        votes_against="7",
    )
    assert (only().candidacy, only().outcome) == (None, DecisionOutcome.TIED)


def test_an_unknown_body_is_recorded_on_the_way(browser, world: World) -> None:
    answer = browser.submit(PAGE, endorser="Undeb y Gweithwyr Ffug", candidacy=str(world.first.id))
    assert (answer.status_code, how_many()) == (422, 0)
    assert "not in the records" in answer.text
    browser.submit(
        PAGE, endorser="Undeb y Gweithwyr Ffug", new_kind="affiliated_union", candidacy=str(world.first.id)
    )
    assert (only().endorser.label, only().endorser.kind) == (
        "Undeb y Gweithwyr Ffug",
        BodyKind.AFFILIATED_UNION,
    )


def test_a_person_keeps_the_office_held_that_day(browser, world: World) -> None:
    person = world.person("Siân Invented")
    world.session.add(
        OfficeHeld(
            person=person,
            title="Leader",
            category=SupporterCategory.COUNCILLOR,
            place="Cardiff",
            held_from=None,
            held_until=None,
        )
    )
    browser.submit(PAGE, endorser="sian invented", candidacy=str(world.first.id), decided_on="2026-02-01")
    assert (only().office, only().method, only().endorser_person) == (
        "Leader, Cardiff",
        DecisionMethod.INDIVIDUAL,
        person,
    )


@pytest.mark.parametrize("how", ["known", "new"])
def test_a_principal_council_is_refused_with_the_reason(browser, world: World, how: str) -> None:
    if how == "known":
        world.body("Cyngor Ffug", BodyKind.PRINCIPAL_COUNCIL)
    answer = browser.submit(
        PAGE, endorser="Cyngor Ffug", new_kind="principal_council", candidacy=str(world.first.id)
    )
    assert (answer.status_code, how_many()) == (422, 0)
    assert "Its leader or its councillors can" in answer.text


def test_namesakes_are_offered_to_choose_from(browser, world: World) -> None:
    one, other = world.person("Rhys Sample"), world.person("Rhys Sample")
    answer = browser.submit(PAGE, endorser="Rhys Sample", candidacy=str(world.first.id))
    assert (answer.status_code, how_many()) == (422, 0)
    assert f"person-{one.id}" in answer.text
    browser.post(
        PAGE,
        data={
            "endorser": "Rhys Sample",
            "which": f"person-{other.id}",
            "candidacy": str(world.first.id),
            "grade": "press",
        },
    )
    assert only().endorser_person == other


@pytest.mark.parametrize(
    ("given", "grade"),
    [
        ({"url": "https://news.example/one"}, EvidenceGrade.PRESS),
        ({"quotation": "We back Nia."}, EvidenceGrade.PUBLIC_STATEMENT),
        ({"quotation": "We back Nia.", "grade": "verbal_report"}, EvidenceGrade.VERBAL_REPORT),
        ({"file": (BytesIO(b"%PDF-1.4 minutes"), "minutes.pdf")}, EvidenceGrade.MINUTE),
    ],
)
def test_what_kind_of_evidence_it_is_follows_from_what_is_given_unless_said(
    browser, world: World, given: dict[str, Any], grade: EvidenceGrade
) -> None:
    given = {name: (BytesIO(value[0].getvalue()), value[1]) if name == "file" else value for name, value in given.items()}
    browser.submit(PAGE, endorser="Sampleshire Party Council", candidacy=str(world.first.id), **given)
    assert db.session.scalars(select(Evidence.grade)).one() is grade


def test_a_second_endorsement_is_a_switch_with_a_reason(browser, world: World, logged) -> None:
    before = logged(world.council)
    asked = browser.submit(PAGE, endorser="Sampleshire Party Council", candidacy=str(world.second.id))
    assert (asked.status_code, how_many()) == (422, 1)
    assert "Recorded before" in asked.text
    wanted = {
        "endorser": "Sampleshire Party Council",
        "candidacy": str(world.second.id),
        "grade": "press",
        "switch": "y",
    }
    unreasoned = browser.post(PAGE, data=wanted).text
    assert 'id="switch_reason-error"' in unreasoned
    assert "Recorded before" in unreasoned, "the switch is still there to be given its reason"
    browser.post(PAGE, data={**wanted, "switch_reason": "Met again"})
    after = db.session.scalars(select(Endorsement).where(Endorsement.id != before.id)).one()
    assert (before.state, before.succeeded_by, before.ended_reason) == (
        EndorsementState.SUPERSEDED,
        after,
        "Met again",
    )
    assert (after.state, after.candidacy) == (EndorsementState.RECORDED, world.second)


def test_save_and_log_another_comes_back_to_an_empty_page(browser, world: World) -> None:
    answer = browser.submit(
        PAGE, endorser="Sampleshire Party Council", candidacy=str(world.first.id), again="1"
    )
    assert answer.location.endswith(PAGE)


def test_a_double_click_makes_one_record(browser, world: World) -> None:
    sent = {
        "endorser": "Sampleshire Party Council",
        "candidacy": str(world.first.id),
        "grade": "press",
        "once": "a" * 32,
    }
    first, second = browser.post(PAGE, data=sent), browser.post(PAGE, data=sent)
    assert (first.location, how_many()) == (second.location, 1)


def test_somebody_neutral_is_warned_about_and_written_down(browser, world: World, returning_officer) -> None:
    world.person(returning_officer.name)
    answer = browser.submit(PAGE, endorser=returning_officer.name, candidacy=str(world.first.id), follow=True)
    assert "must be neutral in this contest" in answer.text
    actions = set(db.session.scalars(select(HistoryEntry.action)))
    assert {"endorsements.logged", "endorsements.neutral_endorser"} <= actions


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "minutes.pdf"),
        (b"MZ\x90\x00" + bytes(60), "minutes.pdf"),
        (b"", "minutes.pdf"),
    ],
    ids=["html", "program", "empty"],
)
def test_evidence_is_known_by_its_content_not_its_name(
    browser, world: World, content: bytes, name: str
) -> None:
    answer = browser.submit(
        PAGE,
        endorser="Sampleshire Party Council",
        candidacy=str(world.first.id),
        file=(BytesIO(content), name),
    )
    assert (answer.status_code, how_many()) == (422, 0)
    assert 'id="file-error"' in answer.text


def test_an_officer_of_another_area_cannot_log(world: World, officer_elsewhere, browse) -> None:
    answer = browse(officer_elsewhere).submit(
        PAGE, endorser="Sampleshire Party Council", candidacy=str(world.first.id)
    )
    assert (answer.status_code, how_many()) == (422, 0)
    assert "Your role covers neither" in answer.text


def test_an_officer_of_the_body_logs_what_it_decides(world: World, body_officer, browse) -> None:
    browser = browse(body_officer)
    assert (
        browser.submit(PAGE, endorser="Sampleshire Party Council", candidacy=str(world.first.id)).status_code
        == 303
    )
    world.body("Another Sample Council", BodyKind.PARTY_COUNCIL)
    assert (
        browser.submit(PAGE, endorser="Another Sample Council", candidacy=str(world.second.id)).status_code
        == 422
    )


@pytest.mark.parametrize("who", ["candidate", "rival", "scrutineer", "returning_officer", "auditor"])
def test_others_cannot_log(request, world: World, browse, who: str) -> None:
    assert browse(request.getfixturevalue(who)).get(PAGE).status_code == 403


def test_somebody_who_withdrew_cannot_be_endorsed_any_more(world: World, officer, clock) -> None:
    world.second.state, world.second.withdrawn_at = "withdrawn", clock.instant
    world.session.flush()
    with pytest.raises(Refused, match="no longer standing"):
        services.log(as_actor(officer), world.contest, world.council, decision(world.second))


def naughty_strings() -> list[str]:
    return json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8"))


def test_naughty_strings_are_kept_as_given_or_refused_plainly(browser, world: World) -> None:
    strings = [
        text
        for text in naughty_strings()
        if text.strip() and not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", text)
    ][::12]
    for number, text in enumerate(strings):
        fields = {
            "endorser": f"Branch {number}",
            "new_kind": "branch",
            "candidacy": str(world.first.id),
            "grade": "press",
        }
        answer = browser.post(
            PAGE, data={**fields, "chair": text, "note": text, "minute_reference": text, "quotation": text}
        )
        assert answer.status_code in {303, 422}
        if answer.status_code == 303:
            made = db.session.scalars(select(Endorsement).order_by(Endorsement.id.desc())).first()
            assert made.note.replace("\r\n", "\n") == text.strip().replace("\r\n", "\n")
    for text in strings:
        fields = {
            "endorser": text,
            "new_kind": "person",
            "candidacy": str(world.first.id),
            "grade": "press",
            "url": text,
            "decided_on": text,
        }
        assert browser.post(PAGE, data=fields).status_code in {303, 422}


def test_nothing_is_kept_of_a_refused_page(browser, world: World) -> None:
    counts = [
        db.session.scalar(select(func.count()).select_from(model)) for model in (Person, Body, HistoryEntry)
    ]
    browser.submit(
        PAGE,
        endorser="Quite New",
        new_kind="person",
        candidacy=str(world.first.id),
        url="javascript:alert(1)",
    )
    assert counts == [
        db.session.scalar(select(func.count()).select_from(model)) for model in (Person, Body, HistoryEntry)
    ]
