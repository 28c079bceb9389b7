"""Two records become one, or are found to be two."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor, make_account, trust
from tracker.access.actor import SYSTEM
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.directory import services
from tracker.directory.events import Merged, RecordKind
from tracker.directory.models import Area, Body, NotDuplicate, Person
from tracker.directory.queries.duplicates import likely_duplicates
from tracker.directory.queries.find import kept
from tracker.directory.queries.search import find_bodies, find_people
from tracker.kernel import events
from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.history import HistoryEntry
from tracker.rules.directory import BodyKind
from tracker.rules.roles import Role, ScopeKind
from tracker.rules.supporters import SupporterCategory

NOTHING: frozenset[str] = frozenset()


@pytest.fixture
def huw(session: Session) -> Person:
    return services.create_person(SYSTEM, name="Huw Sample Davies", source="A letter")


@pytest.fixture
def double(session: Session, huw: Person, area: Area) -> Person:
    return services.create_person(SYSTEM, name="Huw Sample-Davies", area_id=area.id)


def branch(name: str, **details: object) -> Body:
    return services.create_body(SYSTEM, kind=BodyKind.BRANCH, name_en=name, **details)  # type: ignore[arg-type]  # what the test gives


def pairs(kind: RecordKind = RecordKind.PERSON) -> list[set[int]]:
    return [{one.left.id, one.right.id} for one in likely_duplicates(kind)]


def test_one_person_in_two_spellings_is_suggested_with_its_reason(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, huw: Person, double: Person
) -> None:
    services.create_person(SYSTEM, name="Nia Example")
    assert pairs() == [{huw.id, double.id}]
    sign_in(client, officer)
    page = client.get("/directory/duplicates").text
    assert "Huw Sample-Davies" in page
    assert "same letters" in page
    assert "No likely duplicates" in client.get("/directory/duplicates?kind=body").text


def test_bodies_are_suggested_too(session: Session) -> None:
    one, other = branch("Pen-y-bont Sample Branch"), branch("Penybont Sample Branch")
    assert pairs(RecordKind.BODY) == [{one.id, other.id}]


def test_a_changed_name_changes_the_suggestions(session: Session, huw: Person, double: Person) -> None:
    assert pairs()
    services.edit_person(SYSTEM, double, {"name": "Mair Example"})
    assert pairs() == []


def test_two_found_to_be_two_are_never_suggested_again(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, huw: Person, double: Person
) -> None:
    sign_in(client, officer)
    where = f"/directory/duplicates/person/{double.id}/{huw.id}"
    assert client.submit(where, "different", different_reason="Father and son").status_code == 303
    assert pairs() == []
    assert session.scalars(select(NotDuplicate.reason)).all() == ["Father and son"]
    services.mark_not_duplicate(SYSTEM, huw, double)
    assert len(session.scalars(select(NotDuplicate)).all()) == 1


def test_a_merge_on_screen_takes_what_was_chosen_and_keeps_the_old_values_in_the_history(
    session: Session,
    client: PageClient,
    sign_in: SignIn,
    officer: Account,
    huw: Person,
    double: Person,
    area: Area,
) -> None:
    office = services.add_office(SYSTEM, double, title="Councillor", category=SupporterCategory.COUNCILLOR)
    sign_in(client, officer)
    where = f"/directory/duplicates/person/{huw.id}/{double.id}"
    refused = client.submit(where, "merge", keep="left")
    assert refused.status_code == 422
    answer = client.submit(
        where,
        "merge",
        keep="left",
        take_name="right",
        take_area_id="right",
        take_source="left",
        reason="Same web page",
    )
    assert answer.location == f"/directory/people/{huw.id}"
    assert (huw.name, huw.area_id, huw.source) == ("Huw Sample-Davies", area.id, "A letter")
    assert (double.merged_into_id, office.person_id) == (huw.id, huw.id)
    assert huw.compact_key == "huwsampledavies"
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "directory.merged")).one()
    assert (entry.subject_id, entry.reason) == (huw.id, "Same web page")
    assert entry.difference["name"] == ["Huw Sample Davies", "Huw Sample-Davies"]
    assert entry.difference["merged_name"] == ["Huw Sample-Davies", None]


def test_the_other_record_may_be_the_one_that_stays(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, huw: Person, double: Person
) -> None:
    sign_in(client, officer)
    client.submit(
        f"/directory/duplicates/person/{huw.id}/{double.id}",
        "merge",
        keep="right",
        take_name="right",
        take_source="left",
        reason="So",
    )
    assert (huw.merged_into_id, double.merged_into_id) == (double.id, None)
    assert (double.name, double.source) == ("Huw Sample-Davies", "A letter")


def test_old_addresses_lead_to_the_kept_record_through_every_merge(
    session: Session,
    client: PageClient,
    sign_in: SignIn,
    candidate: Account,
    officer: Account,
    huw: Person,
    double: Person,
) -> None:
    third = services.create_person(SYSTEM, name="H. Sample-Davies")
    services.merge(SYSTEM, double, huw, NOTHING, "One")
    services.merge(SYSTEM, third, double, NOTHING, "Two")
    assert kept(huw) is third
    sign_in(client, candidate)
    answer = client.get(f"/directory/people/{huw.id}")
    assert (answer.status_code, answer.location) == (301, f"/directory/people/{third.id}")
    sign_in(client, officer)
    assert client.get(f"/directory/people/{double.id}/edit").location == f"/directory/people/{third.id}"
    assert client.get(f"/directory/duplicates/person/{huw.id}/{third.id}").status_code == 404


def test_a_merged_record_is_listed_found_and_suggested_no_more(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, huw: Person, double: Person
) -> None:
    services.merge(SYSTEM, huw, double, NOTHING, "One")
    assert find_people("sample davies", 10) == find_people("sampledavise", 10) == [huw]
    assert pairs() == []
    sign_in(client, officer)
    assert client.get("/directory/people").text.count("Sample-Davies") == 0
    with pytest.raises(Refused, match="merged"):
        services.edit_person(SYSTEM, double, {"name": "X"})


def test_not_a_duplicate_outlives_a_merge(session: Session, huw: Person, double: Person) -> None:
    son = services.create_person(SYSTEM, name="Huw Sample Davies")
    services.mark_not_duplicate(SYSTEM, double, son)
    assert {huw.id, son.id} in pairs()
    services.merge(SYSTEM, huw, double, NOTHING, "One")
    assert pairs() == []


def test_bodies_merge_with_their_parts_and_their_offices(session: Session, huw: Person) -> None:
    stays, goes = branch("Sample Branch"), branch("Sampel Branch", name_cy="Cangen Sampl")
    part = branch("A part", parent_id=goes.id)
    office = services.add_office(
        SYSTEM, huw, title="Chair", category=SupporterCategory.MEMBER, body_id=goes.id
    )
    services.merge(SYSTEM, stays, goes, frozenset({"name_cy"}), "One")
    session.expire_all()
    assert (part.parent_id, office.body_id) == (stays.id, stays.id)
    assert find_bodies("cangen sampl", 5) == [stays]


def test_a_body_merged_with_its_own_parent_is_not_its_own_parent(session: Session) -> None:
    parent = branch("Sample Branch")
    child = branch("Sampel Branch", parent_id=parent.id)
    services.merge(SYSTEM, child, parent, NOTHING, "One")
    assert child.parent_id is None


def test_the_rooms_above_hear_of_a_merge_and_may_refuse_it(
    session: Session, huw: Person, double: Person
) -> None:
    heard: list[Merged] = []

    def refuse(event: Merged) -> None:
        heard.append(event)
        raise Refused("Both are candidates in one contest.")

    events.subscribe(Merged, refuse)
    events.subscribe(Merged, refuse)
    try:
        with pytest.raises(Refused, match="Both are candidates"):
            services.merge(SYSTEM, huw, double, frozenset({"name"}), "One")
    finally:
        events.unsubscribe(Merged, refuse)
    assert [(one.kind, one.kept_id, one.lost_id) for one in heard] == [(RecordKind.PERSON, huw.id, double.id)]
    session.expire_all()
    assert (huw.name, double.merged_into_id) == ("Huw Sample Davies", None)
    services.merge(SYSTEM, huw, double, NOTHING, "One")
    assert len(heard) == 1


def test_a_merge_of_what_changed_meanwhile_is_shown_again(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, huw: Person, double: Person
) -> None:
    sign_in(client, officer)
    seen = huw.version + double.version
    services.edit_person(SYSTEM, double, {"source": "Newer"})
    with pytest.raises(StaleRecord):
        services.merge(SYSTEM, huw, double, NOTHING, "One", version=seen)
    data = {
        "keep": "left",
        "reason": "One",
        "version": str(seen),
        "take_name": "left",
        "take_area_id": "left",
        "take_source": "left",
    }
    page = client.post(f"/directory/duplicates/person/{huw.id}/{double.id}", data=data)
    assert page.status_code == 422
    assert "Newer" in page.text
    assert double.merged_into_id is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_merge_needs_a_reason_and_two_records(
    session: Session, huw: Person, double: Person, reason: str
) -> None:
    with pytest.raises(Refused):
        services.merge(SYSTEM, huw, double, NOTHING, reason)
    for other in (huw, branch("Sample Branch")):
        with pytest.raises(Refused, match="two different records"):
            services.merge(SYSTEM, huw, other, NOTHING, "One")


def test_nobody_merges_without_the_permission(
    session: Session, client: PageClient, sign_in: SignIn, candidate: Account, huw: Person, double: Person
) -> None:
    with pytest.raises(NotAllowed):
        services.merge(as_actor(candidate), huw, double, NOTHING, "One")
    with pytest.raises(NotAllowed):
        services.mark_not_duplicate(as_actor(candidate), huw, double)
    sign_in(client, candidate)
    assert (
        client.post(f"/directory/duplicates/person/{huw.id}/{double.id}", data={"reason": "x"}).status_code
        == 403
    )


def test_a_merge_widens_nobodys_role(session: Session, party: Body, council: Body) -> None:
    elsewhere = services.create_body(SYSTEM, kind=BodyKind.PARTY_COUNCIL, name_en="Elsewhere Party Council")
    officer = trust(make_account(session, "Betsan Branch"), Role.REGIONAL_OFFICER, ScopeKind.BODY, council.id)
    with pytest.raises(Refused, match="only one of these"):
        services.merge(as_actor(officer), council, elsewhere, NOTHING, "One")
    with pytest.raises(Refused, match="hold a role"):
        services.merge(SYSTEM, elsewhere, council, NOTHING, "One")
    services.merge(SYSTEM, council, elsewhere, NOTHING, "One")


def test_any_record_can_be_compared_with_one_looked_up(
    client: PageClient, sign_in: SignIn, officer: Account, huw: Person, double: Person
) -> None:
    sign_in(client, officer)
    assert (
        f"/directory/duplicates/person/{huw.id}/{double.id}"
        in client.get(f"/directory/duplicates/person/{huw.id}").text
    )
    assert "No other record" in client.get(f"/directory/duplicates/person/{huw.id}?q=zzzzz").text
