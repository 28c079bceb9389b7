"""Likely duplicates are suggested, and decided by a person."""

import pytest

from tests.supporters.conftest import LIST, Add
from tracker.kernel.errors import Refused
from tracker.rules.supporters import ConsentState
from tracker.supporters import services
from tracker.supporters.queries import likely_duplicates


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
    assert likely_duplicates(candidacy) == ([], 0)


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
