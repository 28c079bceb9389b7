"""Search: whatever accents, hyphens, spaces and capitals; one typing error; nothing typed breaks it."""

import csv
import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.shared_data import shared_data
from tests.support.client import PageClient
from tests.support.pages import UNFILLED
from tests.support.people import SignIn
from tracker.access.actor import SYSTEM
from tracker.accounts.models import Account
from tracker.directory import search, services
from tracker.directory.models import Body, Person
from tracker.directory.queries.search import find_areas, find_bodies, find_people
from tracker.kernel.errors import Refused
from tracker.rules.directory import BodyKind
from tracker.rules.names import compact_key

NAMES = [
    "Siôn ap Sample",
    "Alun Michael",
    "Huw Irranca-Davies",
    "Nia Pugh-Example",
    "Gwyn O’Sample",
    "Elen Llŷr Sampl",
]


@pytest.fixture
def people(session: Session) -> list[Person]:
    return [services.create_person(SYSTEM, name=name) for name in NAMES]


@pytest.fixture
def loaded(session: Session) -> None:
    services.load_areas(SYSTEM)


def naughty_strings() -> list[str]:
    return list(json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sion", "Siôn ap Sample"), ("SIÔN", "Siôn ap Sample"), ("Soin", "Siôn ap Sample"), ("sion sample", "Siôn ap Sample"),
        ("Aln Michael", "Alun Michael"), ("alun micheal", "Alun Michael"), ("Michael", "Alun Michael"), ("Alun Mich", "Alun Michael"),
        ("Alum Michael", "Alun Michael"), ("Allun Michael", "Alun Michael"), ("michael alun", "Alun Michael"),
        ("Aulnmichael", "Alun Michael"),
        ("huw irranca davies", "Huw Irranca-Davies"), ("irrancadavies", "Huw Irranca-Davies"), ("Irranca-Davis", "Huw Irranca-Davies"),
        ("osample", "Gwyn O’Sample"), ("o'sample", "Gwyn O’Sample"), ("o sample", "Gwyn O’Sample"), ("Llyr", "Elen Llŷr Sampl"),
        ("pugh example", "Nia Pugh-Example"), ("pugh exampel", "Nia Pugh-Example"), ("pughexampel", "Nia Pugh-Example"),
    ],
)  # fmt: skip
def test_a_person_is_found_however_typed(
    session: Session, people: list[Person], typed: str, name: str
) -> None:
    assert name in [person.name for person in find_people(typed, 10)]


@pytest.mark.parametrize(
    "typed",
    [
        "Pen y bont",
        "Penybont",
        "Pen-y-bont",
        "PEN Y BONT",
        "Penybnot",
        "pen-y-bont ar ogwr",
        "Bridgned",
        "Bridgend",
    ],
)
def test_a_council_is_found_by_either_name(session: Session, loaded: None, typed: str) -> None:
    assert "Bridgend County Borough Council" in [body.name_en for body in find_bodies(typed, 10)]
    assert "Bridgend" in [area.name_en for area in find_areas(typed, 10)]


def test_the_very_name_comes_first(session: Session) -> None:
    for name in ("Ann Sampleton", "Ann Sample", "Joann Sample"):
        services.create_person(SYSTEM, name=name)
    assert [person.name for person in find_people("ann sample", 10)] == [
        "Ann Sample",
        "Ann Sampleton",
        "Joann Sample",
    ]


def test_a_typing_error_is_forgiven_only_once(session: Session, people: list[Person]) -> None:
    assert find_people("Aln Mihcale", 10) == []
    assert find_people("Aln", 10) == []


def test_what_no_name_holds_is_not_found(session: Session, people: list[Person]) -> None:
    for typed in ("", " ", "%", "_", "\\", "Al%n", "A_un Mi__ael", "zzzz", "\x00"):
        assert find_people(typed, 10) == [], typed


def test_signs_are_found_as_they_are(session: Session) -> None:
    for name in ("100%", "_", "¯\\_(ツ)_/¯", "田中さん", "???"):
        services.create_person(SYSTEM, name=name)
    assert [person.name for person in find_people("%", 10)] == ["100%"]
    assert {person.name for person in find_people("_", 10)} == {"_", "¯\\_(ツ)_/¯"}
    assert [person.name for person in find_people("??", 10)] == ["???"]
    assert [person.name for person in find_people("田中", 10)] == ["田中さん"]


def test_real_welsh_names_are_found_without_their_accents(session: Session) -> None:
    with shared_data("places_people", "welsh_names_with_diacritics.csv").open(encoding="utf-8") as source:
        names = sorted({row["welsh"] for row in csv.DictReader(source)})
    for name in names:
        services.create_body(SYSTEM, kind=BodyKind.BRANCH, name_en="Sample", name_cy=name)
    for name in names:
        plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        for typed in (name, plain, plain.upper().replace("-", " "), compact_key(name)):
            assert name in [body.name_cy for body in find_bodies(typed, 50)], typed


LETTERS = "aâbcdðeêfghiîïlłmnoôprstuûwŵyŷ"
WORDS = st.text(LETTERS + LETTERS.upper() + "'’", min_size=1, max_size=9)
GIVEN_NAMES = st.lists(WORDS, min_size=1, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=GIVEN_NAMES,
    seams=st.lists(st.sampled_from([" ", "-", " - "]), min_size=3, max_size=3),
    change=st.sampled_from(["plain", "upper", "hyphens", "joined"]),
)
def test_any_stored_name_is_found_by_any_way_of_writing_it(
    session: Session, words: list[str], seams: list[str], change: str
) -> None:
    name = "".join(word + seam for word, seam in zip(words, [*seams, ""], strict=False)).strip(" -")
    if not compact_key(name):
        return
    with session.begin_nested() as savepoint:
        person = services.create_person(SYSTEM, name=name)
        plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        typed = {
            "plain": plain,
            "upper": name.upper(),
            "hyphens": plain.replace(" ", "-"),
            "joined": plain.replace(" ", "").replace("-", ""),
        }[change]
        assert person in find_people(typed, 50), (name, typed)
        savepoint.rollback()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(LETTERS, min_size=5, max_size=12),
    at=st.integers(0, 11),
    slip=st.sampled_from(["drop", "double", "swap", "other"]),
)
def test_any_one_slip_in_a_word_is_forgiven(session: Session, name: str, at: int, slip: str) -> None:
    plain = compact_key(name)
    at = min(at, len(plain) - 2)
    typed = {
        "drop": plain[:at] + plain[at + 1:], "double": plain[:at] + plain[at] + plain[at:],
        "swap": plain[:at] + plain[at + 1] + plain[at] + plain[at + 2:], "other": plain[:at] + "z" + plain[at + 1:],
    }[slip]  # fmt: skip
    with session.begin_nested() as savepoint:
        person = services.create_person(SYSTEM, name=f"Sampl {name}")
        assert person in find_people(typed, 50), (name, typed)
        savepoint.rollback()


def test_naughty_strings_are_kept_exactly_or_refused_in_words(session: Session) -> None:
    stored, refused = {}, []
    for text in naughty_strings():
        try:
            stored[services.create_person(SYSTEM, name=text).id] = text
        except Refused as refusal:
            refused.append((text, refusal.field))
    session.expire_all()
    assert {number: session.get_one(Person, number).name for number in stored} == stored
    assert len(stored) > 400
    assert all(field == "name" for _text, field in refused)
    for name in list(stored.values())[::7]:
        if compact_key(name):
            assert compact_key(name)[:200] in {found.compact_key[:200] for found in find_people(name, 50)}, (
                name
            )


def test_naughty_strings_break_no_page(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, people: list[Person]
) -> None:
    sign_in(client, officer)
    # What looks like an unfilled placeholder would be taken by the page check for one of ours.
    for text in [text for text in naughty_strings() if not any(mark in text for mark in UNFILLED)][::6]:
        asked = dict.fromkeys(("q", "kinds", "area", "category", "kind", "sort", "page", "name"), text)
        for path in (
            "/search",
            "/directory/suggest",
            "/directory/people",
            "/directory/bodies",
            "/directory/duplicates",
        ):
            assert client.get(path, query_string=asked).status_code in {200, 400}, (path, text)


def test_the_search_page_shows_sections_and_says_when_nothing_is_found(
    client: PageClient, sign_in: SignIn, candidate: Account, people: list[Person], loaded: None
) -> None:
    sign_in(client, candidate)
    page = client.get("/search?q=sion").text
    assert "Siôn ap Sample" in page
    assert "Record a person" not in page
    assert "Nothing found" in client.get("/search?q=qqqqqq").text
    page = client.get("/search?q=caerdydd").text
    assert "Cardiff Council" in page
    assert "found-areas" in page
    assert "one typing error is forgiven" in client.get("/search").text


def test_another_room_answers_too_and_only_to_who_may_read(
    client: PageClient, sign_in: SignIn, candidate: Account, officer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_PROVIDERS", dict(search._PROVIDERS))
    hit = search.Hit(kind="thing", id=1, label="A secret thing", hint="", url="/")
    officers = {officer.id}
    search.register(
        search.Provider(
            key="things",
            label="Things",
            find=lambda actor, _text, _limit: [hit] if actor.account_id in officers else [],
        )
    )
    sign_in(client, officer)
    assert "A secret thing" in client.get("/search?q=x").text
    sign_in(client, candidate)
    assert "A secret thing" not in client.get("/search?q=x").text


def test_suggestions_are_ten_at_most_of_the_kinds_asked_for(
    client: PageClient, sign_in: SignIn, officer: Account, session: Session, party: Body
) -> None:
    for number in range(15):
        services.create_person(SYSTEM, name=f"Sample Number {number}")
    sign_in(client, officer)
    both = client.get("/directory/suggest?q=sample&kinds=person,body").json
    assert len(both) <= 10
    assert {one["kind"] for one in both} == {"person", "body"}
    assert set(both[0]) == {"id", "kind", "label", "hint", "url"}
    assert [one["id"] for one in client.get("/directory/suggest?q=sample party&kinds=body").json] == [
        f"body-{party.id}"
    ]
    assert client.get("/directory/suggest?q=&kinds=person").json == []


def test_whose_name_begins_as_typed_comes_first(
    client: PageClient, sign_in: SignIn, officer: Account, session: Session, party: Body
) -> None:
    services.create_person(SYSTEM, name="Mair Trefbrawf")
    body = services.create_body(SYSTEM, kind=BodyKind.CONSTITUENCY_PARTY, name_en="Trefbrawf Constituency Party")
    sign_in(client, officer)
    found = client.get("/directory/suggest?q=trefb&kinds=person,body").json
    assert [one["label"] for one in found] == [body.name_en, "Mair Trefbrawf"]


def test_nobody_searches_without_signing_in(client: PageClient) -> None:
    for path in (
        "/search?q=a",
        "/directory/suggest?q=a",
        "/directory/people",
        "/directory/bodies",
        "/directory/areas",
    ):
        assert client.get(path).status_code in {302, 303, 401}, path


def test_a_search_asks_few_questions_whatever_it_finds(
    session: Session, client: PageClient, sign_in: SignIn, officer: Account, count_queries
) -> None:
    for number in range(30):
        services.create_person(SYSTEM, name=f"Sample Number {number}")
    sign_in(client, officer)
    with count_queries() as statements:
        client.get("/search?q=sample")
    assert len(statements) <= 14
