"""What a picking field understands, with script and without."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tracker.access.actor import SYSTEM
from tracker.directory import services
from tracker.directory.events import RecordKind
from tracker.directory.models import Area, Body, Person
from tracker.directory.picking import Ambiguous, EndorserPick, Found, Unknown, resolve
from tracker.kernel.forms import TrackerForm
from tracker.rules.directory import BodyKind


@pytest.fixture
def nia(session: Session) -> Person:
    return services.create_person(SYSTEM, name="Nia Pugh-Example")


def test_a_name_alone_finds_the_one_it_names(session: Session, nia: Person, party: Body, area: Area) -> None:
    for text in ("Nia Pugh-Example", "nia pugh example", " NIA PUGHEXAMPLE ", "Cllr Nia Pugh-Example"):
        assert resolve(text) == Found(RecordKind.PERSON, nia), text
    assert resolve("sample party") == Found(RecordKind.BODY, party)
    assert resolve("Sampleshire", kinds=(RecordKind.AREA,)) == Found(RecordKind.AREA, area)
    assert isinstance(resolve("Sample Party", kinds=(RecordKind.PERSON,)), Unknown)


def test_welsh_and_short_names_count(session: Session) -> None:
    body = services.create_body(
        SYSTEM,
        kind=BodyKind.BRANCH,
        name_en="Bridgend Branch",
        name_cy="Cangen Pen-y-bont",
        short_name="BB-1",
    )
    for text in ("cangen penybont", "bb1", "Bridgend branch"):
        assert resolve(text) == Found(RecordKind.BODY, body), text
    assert isinstance(resolve("Cangen"), Unknown)


def test_several_of_one_name_are_offered_and_what_was_picked_decides(session: Session, nia: Person) -> None:
    other = services.create_person(SYSTEM, name="Nia Pugh Example")
    several = resolve("nia pugh-example")
    assert isinstance(several, Ambiguous)
    assert [hit.id for hit in several.hits] == [nia.id, other.id]
    assert resolve("Nia Pugh Example", f"person-{other.id}") == Found(RecordKind.PERSON, other)


def test_what_was_picked_is_forgotten_once_the_text_names_another(
    session: Session, nia: Person, party: Body
) -> None:
    assert resolve("Sample Party", f"person-{nia.id}") == Found(RecordKind.BODY, party)
    assert isinstance(resolve("Somebody Else", f"person-{nia.id}"), Unknown)
    assert resolve("", f"person-{nia.id}") == Found(RecordKind.PERSON, nia)


def test_a_record_merged_meanwhile_leads_to_the_kept_one(session: Session, nia: Person) -> None:
    gone = services.create_person(SYSTEM, name="Nia Example-Pugh")
    services.merge(SYSTEM, nia, gone, frozenset(), "One")
    assert resolve("", f"person-{gone.id}") == Found(RecordKind.PERSON, nia)


@pytest.mark.parametrize(
    "picked",
    ["person-0", "person-999999999", "area-1", "drop table", "1", "person-1 ", "body-", "person-" + "9" * 40],
)
def test_a_made_up_pick_is_no_pick(session: Session, area: Area, picked: str) -> None:
    assert isinstance(resolve("", picked), Unknown)


def test_an_unknown_name_comes_with_what_is_spelt_nearly_so(session: Session, nia: Person) -> None:
    unknown = resolve("Nia Pugh-Exampel")
    assert isinstance(unknown, Unknown)
    assert [hit.label for hit in unknown.nearby] == ["Nia Pugh-Example"]
    for nothing in ("", "  ", "\x00"):
        assert resolve(nothing) == Unknown(nothing)


class PickingForm(TrackerForm):
    endorser = EndorserPick("Endorser")


def test_the_field_keeps_text_and_pick_and_is_filled_in_from_a_record(
    app: Flask, session: Session, nia: Person
) -> None:
    with app.test_request_context():
        sent = PickingForm(
            MultiDict({"endorser": " Nia Pugh-Example ", "endorser-id": f"person-{nia.id}"}),
            meta={"csrf": False},
        )
        assert (sent.endorser.text, sent.endorser.picked) == ("Nia Pugh-Example", f"person-{nia.id}")
        assert sent.endorser.resolve() == Found(RecordKind.PERSON, nia)
        assert PickingForm(
            MultiDict({"endorser": "", "endorser-id": "<b>"}), meta={"csrf": False}
        ).endorser.is_empty
        filled = PickingForm(endorser=nia, meta={"csrf": False}).endorser
        assert (filled.text, filled.picked, filled.kinds_text) == (
            "Nia Pugh-Example",
            f"person-{nia.id}",
            "person,body",
        )
