"""Recording people, bodies and offices: names kept as given, two editors, who may."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.access.actor import SYSTEM
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.directory import services
from tracker.directory.models import Area, Body, OfficeHeld, Person
from tracker.directory.queries.offices import main_offices, offices_newest_first
from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.history import HistoryEntry
from tracker.rules.directory import BodyKind
from tracker.rules.supporters import SupporterCategory

COUNCILLOR = SupporterCategory.COUNCILLOR


@pytest.fixture
def person(session: Session) -> Person:
    return services.create_person(SYSTEM, name="Siân Pugh-Example")


def newest_act(session: Session) -> str:
    return session.scalars(select(HistoryEntry.action).order_by(HistoryEntry.id.desc())).first() or ""


def test_a_person_is_recorded_through_the_form(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, area: Area
) -> None:
    sign_in(client, officer)
    page = client.submit(
        "/directory/people/new", name="Gwŷn ap Sample", area_id=str(area.id), source="A minute", follow=True
    )
    assert "Gwŷn ap Sample" in page.text
    person = session.scalars(select(Person).where(Person.name == "Gwŷn ap Sample")).one()
    assert (person.area_id, person.source, person.sort_key) == (area.id, "A minute", "ap sample, gwyn")
    assert newest_act(session) == "directory.person_created"


def test_a_known_name_is_shown_before_a_second_record_is_made(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, person: Person
) -> None:
    sign_in(client, officer)
    page = client.submit("/directory/people/new", name="Cllr Sian Pugh Example")
    assert page.status_code == 422
    assert f"/directory/people/{person.id}" in page.text
    token = {"name": "Cllr Sian Pugh Example", "is_another": "y"}
    assert client.post("/directory/people/new", data=token).status_code == 303
    assert len(session.scalars(select(Person).where(Person.name.contains("Pugh"))).all()) == 2


def test_a_body_is_recorded_edited_and_listed(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, party: Body
) -> None:
    sign_in(client, officer)
    answer = client.submit(
        "/directory/bodies/new",
        kind="branch",
        name_en="Pen-y-bont Branch",
        name_cy="Cangen Pen-y-bont",
        parent="Sample Party",
    )
    body = session.scalars(select(Body).where(Body.name_en == "Pen-y-bont Branch")).one()
    assert answer.location == f"/directory/bodies/{body.id}"
    assert body.parent_id == party.id
    client.submit(f"/directory/bodies/{body.id}/edit", short_name="PYB", website="https://example.invalid/")
    assert (body.short_name, body.website, body.parent_id) == ("PYB", "https://example.invalid/", party.id)
    for asked in ("q=pyb", "q=cangen", "kind=branch", "q=penybont&sort=-kind"):
        assert "Pen-y-bont Branch" in client.get(f"/directory/bodies?{asked}").text, asked
    assert "Pen-y-bont Branch" not in client.get("/directory/bodies?kind=party").text
    assert "Pen-y-bont Branch" in client.get(f"/directory/bodies/{party.id}").text


@pytest.mark.parametrize(
    "fields",
    [
        {"name_en": "", "kind": "branch"}, {"name_en": "X", "kind": ""},
        {"name_en": "X", "kind": "branch", "website": "javascript:alert(1)"},
        {"name_en": "X", "kind": "branch", "parent": "Nobody knows this"}, {"name_en": "X" * 301, "kind": "branch"},
        {"name_en": "X", "kind": "branch", "website": "http://[bad"},
    ],
)  # fmt: skip
def test_a_body_with_something_wrong_is_refused_with_what_was_typed(
    session: Session,
    client: PageClient,
    sign_in: SignIn,
    officer: Account,
    party: Body,
    fields: dict[str, str],
) -> None:
    sign_in(client, officer)
    page = client.submit("/directory/bodies/new", **fields)
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert fields.get("parent", "") in page.text
    assert session.scalars(select(Body).where(Body.kind == BodyKind.BRANCH)).all() == []


def test_a_body_is_never_part_of_itself(session: Session, party: Body, council: Body) -> None:
    for parent in (party.id, council.id):
        with pytest.raises(Refused, match="cannot be part of itself"):
            services.edit_body(SYSTEM, party, {"parent_id": parent})


def test_an_officer_cannot_widen_their_own_role_by_moving_a_body(
    session: Session, party: Body, council: Body, officer: Account
) -> None:
    elsewhere = services.create_body(SYSTEM, kind=BodyKind.PARTY, name_en="Other Sample Party")
    actor = as_actor(officer)
    covering = type(actor)(
        account_id=actor.account_id,
        name=actor.name,
        roles=actor.roles,
        body_ids=frozenset({party.id, council.id}),
    )
    with pytest.raises(Refused, match="widen"):
        services.edit_body(covering, elsewhere, {"parent_id": party.id})
    services.edit_body(SYSTEM, elsewhere, {"parent_id": party.id})


def test_the_second_editor_is_shown_both_versions_and_may_then_save(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, person: Person, area: Area
) -> None:
    sign_in(client, officer)
    before = client.get(f"/directory/people/{person.id}/edit")
    assert f'value="{person.version}"' in before.text
    read = person.version
    services.edit_person(SYSTEM, person, {"source": "First", "area_id": area.id}, version=read)
    mine = {"name": person.name, "source": "Second", "version": str(read)}
    page = client.post(f"/directory/people/{person.id}/edit", data=mine)
    assert page.status_code == 422
    for words in ("First", "Second", "Sampleshire"):
        assert words in page.text
    assert person.source == "First"
    assert (
        client.post(
            f"/directory/people/{person.id}/edit", data={**mine, "version": str(person.version)}
        ).status_code
        == 303
    )
    assert person.source == "Second"


def test_saving_without_a_change_writes_no_history(session: Session, person: Person) -> None:
    count = len(session.scalars(select(HistoryEntry.id)).all())
    services.edit_person(SYSTEM, person, {"name": person.name})
    assert len(session.scalars(select(HistoryEntry.id)).all()) == count


def test_a_new_name_is_found_and_sorted_anew(session: Session, person: Person) -> None:
    services.edit_person(SYSTEM, person, {"name": "Siân Ŵyn-Sample"})
    assert (person.search_key, person.compact_key, person.sort_key) == (
        "sian wyn sample",
        "sianwynsample",
        "wyn sample, sian",
    )


def test_a_key_longer_than_its_column_is_cut(session: Session) -> None:
    person = services.create_person(SYSTEM, name="ﷺ" * 300)
    session.expire_all()
    assert session.get_one(Person, person.id).name == "ﷺ" * 300


def test_people_are_listed_by_surname_whatever_the_accent(
    session: Session, client: PageClient, sign_in: SignIn, auditor: Account
) -> None:
    for name in ("Zoe Alaw-Sample", "Ann Ŷnys-Sample", "Bob Êlan-Sample", "Dr Cai Dafydd-Sample"):
        services.create_person(SYSTEM, name=name)
    sign_in(client, auditor)
    text = client.get("/directory/people").text
    order = [text.index(word) for word in ("Alaw-Sample", "Dafydd-Sample", "Êlan-Sample", "Ŷnys-Sample")]
    assert order == sorted(order)


def test_people_are_narrowed_by_area_and_by_office(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account
) -> None:
    services.load_areas(SYSTEM)
    codes = {area.gss: area.id for area in session.scalars(select(Area))}
    cardiff = services.create_person(SYSTEM, name="Caerdydd Sample", area_id=codes["W06000015"])
    services.create_person(SYSTEM, name="Gwent Sample", area_id=codes["W06000022"])
    services.add_office(SYSTEM, cardiff, title="Councillor", category=COUNCILLOR)
    sign_in(client, officer)
    for asked in (
        f"area={codes['W15000003']}",
        "category=councillor",
        "q=sampel"[:5] + f"&area={codes['W06000015']}",
    ):
        page = client.get(f"/directory/people?{asked}").text
        assert "Caerdydd Sample" in page, asked
        assert "Gwent Sample" not in page, asked
    assert "Gwent Sample" in client.get(f"/directory/people?area={codes['W92000004']}").text


def test_an_office_is_recorded_ended_and_corrected(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, person: Person, council: Body
) -> None:
    sign_in(client, officer)
    new = f"/directory/people/{person.id}/offices/new"
    client.submit(
        new,
        title="Leader",
        category="councillor",
        place="Sampleshire",
        body="sampleshire party council",
        held_from="2012-05-08",
    )
    office = session.scalars(select(OfficeHeld)).one()
    assert (office.body_id, office.held_from, office.held_until) == (council.id, date(2012, 5, 8), None)
    where = f"/directory/people/{person.id}/offices/{office.id}"
    assert client.submit(f"{where}/end", held_until="2012-05-07").status_code == 422
    assert client.submit(f"{where}/end", held_until="2017-05-08").status_code == 303
    assert client.submit(f"{where}/edit", held_until="2016-05-08").status_code == 303
    assert (office.held_until, office.body_id) == (date(2016, 5, 8), council.id)
    page = client.get(f"/directory/people/{person.id}").text
    assert "Leader, Sampleshire" in page
    assert "8 May 2012 to 8 May 2016" in page
    assert "Siân Pugh-Example" in client.get(f"/directory/bodies/{council.id}").text
    assert client.get(f"/directory/people/{person.id + 999}/offices/{office.id}/edit").status_code == 404


def test_an_office_is_held_from_its_first_to_its_last_day(session: Session, person: Person) -> None:
    office = services.add_office(
        SYSTEM,
        person,
        title="MP",
        category=SupporterCategory.MP,
        held_from=date(2015, 5, 7),
        held_until=date(2017, 5, 3),
    )
    days = (date(2015, 5, 6), date(2015, 5, 7), date(2017, 5, 3), date(2017, 5, 4))
    assert [person.offices_on(day) for day in days] == [[], [office], [office], []]


def test_offices_are_told_newest_first_and_a_person_by_one_still_held(
    session: Session, person: Person
) -> None:
    for title, begun, ended in (
        ("Old", 2001, 2005),
        ("Now", 2010, None),
        ("Later", 2005, 2020),
        ("Unknown", None, None),
    ):
        first, last = date(begun, 1, 1) if begun else None, date(ended, 1, 1) if ended else None
        services.add_office(
            SYSTEM, person, title=title, category=COUNCILLOR, held_from=first, held_until=last
        )
    assert [office.title for office in offices_newest_first(person)] == ["Now", "Unknown", "Later", "Old"]
    assert main_offices([person]) == {person.id: "Now"}


def test_two_editors_of_an_office(session: Session, person: Person) -> None:
    office = services.add_office(SYSTEM, person, title="Leader", category=COUNCILLOR)
    read = office.version
    services.edit_office(SYSTEM, office, {"place": "First"}, version=read)
    session.flush()
    with pytest.raises(StaleRecord):
        services.end_office(SYSTEM, office, date(2020, 1, 1), version=read)


def test_a_principal_council_says_that_it_never_endorses_and_who_may(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account
) -> None:
    services.load_areas(SYSTEM)
    council = session.scalars(select(Body).where(Body.name_en == "Cardiff Council")).one()
    sign_in(client, officer)
    page = client.get(f"/directory/bodies/{council.id}").text
    assert "never endorses" in page
    assert "/directory/people/new" in page


@pytest.mark.parametrize(
    "path",
    [
        "people/new",
        "bodies/new",
        "people/{0}/edit",
        "people/{0}/offices/new",
        "duplicates",
        "duplicates/person/{0}",
    ],
)
def test_a_candidate_reads_and_changes_nothing(
    client: PageClient, sign_in: SignIn, candidate: Account, auditor: Account, person: Person, path: str
) -> None:
    for account in (candidate, auditor):
        sign_in(client, account)
        assert client.get(f"/directory/{path}".format(person.id)).status_code == 403
        assert client.post(f"/directory/{path}".format(person.id), data={"name": "X"}).status_code in {
            403,
            405,
        }
        page = client.get(f"/directory/people/{person.id}")
        assert page.status_code == 200
        assert "/edit" not in page.text
        with pytest.raises(NotAllowed):
            services.edit_person(as_actor(account), person, {"name": "X"})


def test_what_is_not_there_is_not_found(
    client: PageClient, sign_in: SignIn, officer: Account, person: Person
) -> None:
    sign_in(client, officer)
    for path in (
        "people/999999",
        "bodies/999999",
        "people/0",
        "people/99999999999",
        "duplicates/thing/1/2",
        f"duplicates/person/{person.id}/{person.id}",
    ):
        assert client.get(f"/directory/{path}").status_code == 404, path
