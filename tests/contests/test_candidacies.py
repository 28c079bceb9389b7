"""Candidates: adding, the locked list, statements and their limit, withdrawal, and the pages for it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from tests.contests.conftest import lock, put
from tests.support.people import as_actor
from tracker.contests import services
from tracker.contests.models import Candidacy, Contest
from tracker.contests.services import CandidacyDetails, Result
from tracker.contests.services import timetable as timetables
from tracker.contests.services.timetable import Anchors
from tracker.contests.statements import count_words
from tracker.directory.events import Merged, RecordKind
from tracker.directory.models import Person
from tracker.directory.services import create_person
from tracker.kernel.clock import from_local, now
from tracker.kernel.errors import Blocked, Refused, StaleRecord
from tracker.rules.contests import CandidacyState, ContestState, Designation

CANDIDATES = "/contests/sampleshire-2030/candidates"


def test_somebody_stands_once_in_a_contest(contest: Contest, candidacy: Candidacy, actor) -> None:
    with pytest.raises(Refused, match="already"):
        services.add_candidacy(actor, contest, candidacy.person, CandidacyDetails())


def test_namesakes_have_addresses_of_their_own(contest: Contest, candidacy: Candidacy, actor) -> None:
    other = services.add_candidacy(actor, contest, create_person(actor, name="Nia Pugh Example"), CandidacyDetails())
    new = services.add_candidacy(actor, contest, create_person(actor, name="New"), CandidacyDetails())
    assert (other.slug, new.slug) == ("nia-pugh-example-2", "new-2")


def test_a_locked_list_takes_nobody_and_lets_go_only_who_withdraws(shortlisted, candidacy, rival_candidacy, actor) -> None:
    services.lock_list(actor, shortlisted, reason="Papers go to print")
    person = create_person(actor, name="Late Sample")
    with pytest.raises(Refused, match="locked"):
        services.add_candidacy(actor, shortlisted, person, CandidacyDetails())
    with pytest.raises(Blocked):
        services.move_candidacy(actor, candidacy, "reject", reason="Late")
    with pytest.raises(Refused, match="locked"):
        services.edit_candidacy(actor, candidacy, CandidacyDetails(designation=Designation.OTHER))
    services.edit_candidacy(actor, candidacy, CandidacyDetails(hashtag="#Nia4Sample"))
    services.move_candidacy(actor, rival_candidacy, "withdraw", reason="Ill")
    assert rival_candidacy.state is CandidacyState.WITHDRAWN
    services.unlock_list(actor, shortlisted, reason="A mistake")
    services.add_candidacy(actor, shortlisted, person, CandidacyDetails())


def test_the_list_opens_no_more_once_the_ballot_runs(shortlisted: Contest, actor, officer) -> None:
    lock(shortlisted, officer)
    put(shortlisted, ContestState.BALLOTING)
    with pytest.raises(Refused, match="ballot has opened"):
        services.unlock_list(actor, shortlisted, reason="Please")
    with pytest.raises(Refused, match="reason"):
        services.lock_list(actor, shortlisted, reason="")


def test_a_withdrawal_keeps_its_time_and_reason_and_a_reinstatement_clears_them(shortlisted, candidacy, actor, clock) -> None:
    earlier = now() - timedelta(days=2)
    with pytest.raises(Refused, match="future"):
        services.move_candidacy(actor, candidacy, "withdraw", reason="Ill", at=now() + timedelta(minutes=1))
    services.move_candidacy(actor, candidacy, "withdraw", reason="Ill", at=earlier)
    assert (candidacy.withdrawn_at, candidacy.withdrawal_reason) == (earlier, "Ill")
    services.move_candidacy(actor, candidacy, "reinstate", reason="Recorded for the wrong person")
    assert (candidacy.state, candidacy.withdrawn_at, candidacy.withdrawal_reason) == (CandidacyState.APPLIED, None, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0), ("  \n ", 0), ("one", 1), ("Pen-y-bont ar Ogwr", 3), ("i'r ysgol a’r gwaith", 4), ("wel – dyna ni", 3),
        ("yes—no", 2), ("and/or", 2), ("£1,500 a year", 3), ("... ! --", 0), ("Siôn\u00a0Llŷr", 2), ("co-operation works.", 2),
    ],
)  # fmt: skip
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.lists(st.sampled_from(["mae", "hen", "wlad", "fy", "nhadau", "i'r", "Pen-y-bont"])))
def test_joining_words_with_any_spaces_counts_each_once(words: list[str]) -> None:
    assert count_words(" \n\t ".join(words)) == len(words)


def test_a_statement_is_held_to_the_limit_of_its_contest(shortlisted, candidacy, candidate) -> None:
    shortlisted.statement_word_limit = 3
    own = as_actor(candidate)
    with pytest.raises(Refused, match="Words: 4") as refused:
        services.change_statement(own, candidacy, english="one two three", welsh="un dau tri pedwar")
    assert refused.value.field == "statement_cy"
    assert candidacy.statement_en == ""
    services.change_statement(own, candidacy, english="one two three", welsh="i'r Pen-y-bont tri")


def test_a_candidate_writes_until_the_deadline_and_an_officer_until_the_ballot(
    shortlisted, candidacy, candidate, agent, actor, clock
) -> None:
    timetables.build_timetable(actor, shortlisted, Anchors(close=from_local(datetime(2026, 6, 12, 12))))
    stage = next(stage for stage in shortlisted.stages if stage.key == "candidate_statement_deadline")
    clock.set(datetime.combine(stage.stands_on, datetime.max.time()).replace(hour=23, minute=58, second=0, microsecond=0))
    services.change_statement(as_actor(agent), candidacy, english="In time", welsh="")
    clock.pass_by(minutes=3)
    with pytest.raises(Refused, match="time for statements ended"):
        services.change_statement(as_actor(candidate), candidacy, english="Too late", welsh="")
    services.change_statement(actor, candidacy, english="A slip mended", welsh="")
    put(shortlisted, ContestState.BALLOTING)
    with pytest.raises(Refused, match="fixed"):
        services.change_statement(actor, candidacy, english="Too late for anybody", welsh="")


def test_a_locked_list_fixes_a_candidates_statement(shortlisted, candidacy, candidate, officer) -> None:
    lock(shortlisted, officer)
    with pytest.raises(Refused, match="locked"):
        services.change_statement(as_actor(candidate), candidacy, english="x", welsh="")


def test_two_people_editing_one_candidate_see_both_versions(shortlisted, candidacy, actor) -> None:
    read = candidacy.version
    services.edit_candidacy(actor, candidacy, CandidacyDetails(hashtag="#first"), version=read)
    with pytest.raises(StaleRecord):
        services.edit_candidacy(actor, candidacy, CandidacyDetails(hashtag="#second"), version=read)


def test_nobody_writes_a_rivals_statement(shortlisted, candidate, rival, client, sign_in) -> None:
    sign_in(client, candidate)
    assert client.submit(f"{CANDIDATES}/nia-pugh-example/statement", statement_en="Mine").status_code == 303
    assert client.get(f"{CANDIDATES}/gwyn-ap-sample/statement").status_code == 403
    assert client.post(f"{CANDIDATES}/gwyn-ap-sample/statement", data={"statement_en": "Not mine"}).status_code == 403


def test_a_candidate_is_added_by_name_and_a_namesake_is_asked_about(contest, candidacy, client, sign_in, officer, session) -> None:
    sign_in(client, officer)
    client.submit(f"{CANDIDATES}/new", person="Cai Entirely-Newcomer")
    assert [c.name for c in contest.candidacies] == ["Nia Pugh-Example", "Cai Entirely-Newcomer"]
    for _ in range(2):
        create_person(as_actor(officer), name="Gwen Twice-Sample")
    asked = client.submit(f"{CANDIDATES}/new", person="Gwen Twice-Sample")
    assert asked.status_code == 422
    assert "Is it one of these?" in asked.text
    known = session.query(Person).filter_by(name="Gwen Twice-Sample").order_by(Person.id.desc()).first()
    client.post(f"{CANDIDATES}/new", data={"person": "Gwen Twice-Sample", "match": str(known.id), "designation": "labour"})
    assert contest.candidacies[-1].person_id == known.id


def test_only_a_regional_officer_records_new_people(contest, candidacy, client, sign_in, returning_officer) -> None:
    sign_in(client, returning_officer)
    answer = client.submit(f"{CANDIDATES}/new", person="Somebody Quite-Unheard-Of")
    assert answer.status_code == 422
    assert "A regional officer records new people" in answer.text


def test_a_withdrawal_is_recorded_on_its_page_and_shown(shortlisted, candidacy, client, sign_in, officer) -> None:
    sign_in(client, officer)
    page = f"{CANDIDATES}/nia-pugh-example"
    client.submit(f"{page}/moves/withdraw", reason="Moved away", at="2026-03-01T18:00")
    assert candidacy.withdrawn_at == from_local(datetime(2026, 3, 1, 18))
    assert "Moved away" in client.get(page).text


def test_the_votes_reported_are_shown_with_shares_and_their_source(
    shortlisted, candidacy, rival_candidacy, actor, client, sign_in, officer
) -> None:
    put(shortlisted, ContestState.COUNTING)
    votes = {candidacy.id: 1142, rival_candidacy.id: 1058}
    services.decide(actor, shortlisted, "decide-by-ballot", Result(chosen=[candidacy.id], votes=votes, source="Local press"))
    sign_in(client, officer)
    text = client.get(CANDIDATES).text
    assert all(part in text for part in ("1,142", "1,058", "2,200", "51.9%", "Local press", "Decided: By ballot"))
    services.report_result(actor, shortlisted, Result(votes={**votes, candidacy.id: 1143}, source="Local press"))
    assert candidacy.votes == 1143


def test_candidacies_follow_a_merged_person(contest, candidacy, rival_candidacy, actor, session) -> None:
    kept = create_person(actor, name="Nia Pugh Example")
    services.follow_merge(Merged(kind=RecordKind.PERSON, kept_id=kept.id, lost_id=candidacy.person_id, actor=actor, reason="Same"))
    session.refresh(candidacy)
    assert candidacy.person_id == kept.id
    with pytest.raises(Refused, match="one contest"):
        services.follow_merge(
            Merged(kind=RecordKind.PERSON, kept_id=kept.id, lost_id=rival_candidacy.person_id, actor=actor, reason="Same")
        )




def test_a_namesake_added_at_the_same_moment_is_not_called_the_same_person(contest, candidacy, actor, session) -> None:
    namesake = create_person(actor, name=candidacy.person.name)
    third = create_person(actor, name=candidacy.person.name)
    assert [one.id for one in contest.candidacies] == [candidacy.id]
    columns = {**{c.key: getattr(candidacy, c.key) for c in Candidacy.__table__.columns if c.key != "id"}}
    session.execute(insert(Candidacy).values(**{**columns, "person_id": third.id, "slug": f"{candidacy.slug}-2"}))
    with pytest.raises(Refused, match="Another candidate of this name"):
        services.add_candidacy(actor, contest, namesake, CandidacyDetails())
    assert services.add_candidacy(actor, contest, namesake, CandidacyDetails()).slug == f"{candidacy.slug}-3"
