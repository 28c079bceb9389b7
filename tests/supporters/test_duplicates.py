"""Likely duplicates are suggested, and decided by a person."""

import pytest
from sqlalchemy import func, select

from tests.supporters.conftest import LIST, Add
from tracker.contests.models import Candidacy
from tracker.demo.crowd import store
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.kernel.unit_of_work import unit
from tracker.rules.supporters import ConsentState, SearchState
from tracker.supporters import services
from tracker.supporters.looking import send_lost_searches_again
from tracker.supporters.models import DuplicateSearch
from tracker.supporters.queries import Found, found_before, found_now, search_of
from tracker.supporters.queries.duplicates import LONGEST_SHORT_LIST


@pytest.fixture
def pair(add: Add):
    """One person, twice."""
    return add("Huw Irranca-Davies", area="Bridgend"), add("Huw Irranca Davies", area="Bridgend", email="huw@example.org")


def test_one_person_spelt_twice_is_suggested_with_reasons(client, sign_in, candidate, pair, add: Add) -> None:
    add("Mair Invented")
    sign_in(client, candidate)
    text = client.get(f"{LIST}/duplicates").text
    assert "Huw Irranca-Davies" in text
    assert "same letters, spaced or hyphenated otherwise, same area" in text
    assert "Mair Invented" not in text


def test_two_people_are_remembered_as_two(client, sign_in, candidate, candidacy, pair) -> None:
    sign_in(client, candidate)
    one, other = pair
    client.submit(f"{LIST}/duplicates", f"/duplicates/{one.id}/{other.id}/different")
    assert found_now(candidacy).count == 0


def test_records_are_merged_field_by_field_and_the_old_address_leads_on(client, sign_in, candidate, pair) -> None:
    sign_in(client, candidate)
    one, other = pair
    path = f"{LIST}/duplicates/{one.id}/{other.id}"
    assert "Give a reason" in client.submit(path, "merge").text
    answer = client.post(path, data={"field-name": "left", "field-email": "right", "reason": "Same man", "version": str(one.version)})
    assert answer.status_code == 303
    assert (one.name, one.email, other.merged_into_id) == ("Huw Irranca-Davies", "huw@example.org", one.id)
    assert client.get(f"{LIST}/{other.id}").location == f"{LIST}/{one.id}"


def test_a_no_on_either_record_is_not_lost_by_merging(campaign, pair) -> None:
    one, other = pair
    services.give_consent(campaign, one, "Yes")
    services.refuse_consent(campaign, other)
    with pytest.raises(Refused):
        services.merge(campaign, one, other, frozenset(), "Same man")
    services.merge(campaign, one, other, frozenset({"consent"}), "Same man")
    assert one.consent is ConsentState.REFUSED


@pytest.fixture
def long_list(candidacy: Candidacy, area: object) -> Candidacy:
    """More invented supporters than are compared while one waits."""
    store(candidacy, LONGEST_SHORT_LIST + 1, start=1)
    return candidacy


def test_a_long_list_is_compared_behind_the_page_which_says_as_of_when(client, sign_in, candidate, clock, long_list, pair) -> None:
    sign_in(client, candidate)
    assert "Huw Irranca-Davies" not in client.get(f"{LIST}/duplicates").text
    client.submit(f"{LIST}/duplicates", "duplicates/look")
    clock.pass_by(days=2)
    text = client.get(f"{LIST}/duplicates").text
    assert "Huw Irranca-Davies" in text
    assert "As of: Monday 2 March 2026" in text
    assert "Supporters compared: 1,003" in text
    assert entries("supporters.duplicates_sought") == 1


def test_what_was_decided_since_the_search_is_not_suggested_again(campaign, long_list, pair, add: Add) -> None:
    one, other = pair
    third = add("Hugh Irranca-Davies", area="Bridgend")
    with unit():
        services.look_for_duplicates(campaign, long_list)
    before = found_before(long_list, search_of(long_list))
    services.mark_not_duplicate(campaign, one, other)
    services.remove(campaign, third, "Sent twice")
    after = found_before(long_list, search_of(long_list))
    assert {one.id, other.id} in people(before)
    assert not [some for some in people(after) if some & {one.id, other.id, third.id}]


def test_a_search_under_way_is_shown_without_script_and_asked_for_once(client, sign_in, candidate, campaign, long_list) -> None:
    search = under_way(long_list)
    services.look_for_duplicates(campaign, long_list)
    sign_in(client, candidate)
    page = client.get(f"{LIST}/duplicates")
    assert '<meta http-equiv="refresh"' in page.text
    assert client.get(f"{LIST}/duplicates/progress.json").json["working"] is True
    assert entries("supporters.duplicates_sought") == 0
    assert search.attempts == 1


def test_a_search_whose_worker_died_is_done_after_all_but_not_for_ever(session, clock, long_list) -> None:
    search = under_way(long_list)
    session.commit()
    send_lost_searches_again()
    assert search_of(long_list).state is SearchState.FOUND
    search.state, search.attempts = SearchState.LOOKING, 3
    session.commit()
    send_lost_searches_again()
    assert search_of(long_list).state is SearchState.FAILED


def test_a_rival_does_not_have_the_list_searched(client, sign_in, rival, long_list) -> None:
    sign_in(client, rival)
    assert client.post(f"{LIST}/duplicates/look", data={}).status_code in (403, 404)
    assert client.get(f"{LIST}/duplicates/progress.json").status_code in (403, 404)


def under_way(candidacy: Candidacy) -> DuplicateSearch:
    """A search a worker began and did not end."""
    search = DuplicateSearch(candidacy_id=candidacy.id, queued_at=now(), started_at=now(), attempts=1)
    db.session.add(search)
    db.session.flush()
    return search


def people(found: Found) -> list[set[int]]:
    return [{one.left.id, one.right.id} for one in found.likely]


def entries(action: str) -> int:
    return db.session.scalar(select(func.count()).select_from(HistoryEntry).where(HistoryEntry.action == action)) or 0
