"""A pasted list: taken apart, matched to the records, reviewed, and saved as one unit."""

import json
import re

from sqlalchemy import func, select

from tests.endorsements.conftest import World
from tests.shared_data import shared_data
from tracker.endorsements.models import Endorsement
from tracker.extensions import db
from tracker.rules.directory import BodyKind

PAGE = "/contests/sampleshire-2030/endorsements/paste"
MARKUP_OF_OURS = re.compile(
    r"%\(|\{\{|\{%|\$\{"
)  # what the page checks take for a template that was not filled in
LIST = """• Sampleshire Party Council
• Cllr Elin Invented (Leader of Somewhere) and Mair Invented
Undeb y Gweithwyr Ffug (union)"""


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Endorsement)) or 0


def pasted(world: World, text: str, **fields: str) -> dict[str, str]:
    return {
        "text": text,
        "candidacy": str(world.first.id),
        "grade": "press",
        "source": "https://example.org/article",
        "decided_on": "2026-02-20",
        **fields,
    }


def test_a_list_becomes_rows_and_nothing_is_saved_yet(world: World, officer, browse) -> None:
    elin = world.person("Elin Invented")
    shown = browse(officer).post(PAGE, data=pasted(world, LIST))
    assert (shown.status_code, how_many()) == (200, 0)
    assert f'selected value="body-{world.council.id}"' in shown.text
    assert f'selected value="person-{elin.id}"' in shown.text
    assert 'value="Leader of Somewhere"' in shown.text
    assert 'selected value="affiliated_union"' in shown.text


def test_all_rows_are_saved_as_reviewed(world: World, officer, browse) -> None:
    elin = world.person("Elin Invented")
    rows = {
        "name-0": "Sampleshire Party Council",
        "choice-0": f"body-{world.council.id}",
        "name-1": "Cllr Elin Invented",
        "choice-1": f"person-{elin.id}",
        "detail-1": "Leader",
        "name-2": "Mair Invented",
        "choice-2": "person",
        "name-3": "Undeb Ffug",
        "choice-3": "skip",
    }
    answer = browse(officer).post(PAGE, data=pasted(world, LIST, reviewed="1", **rows))
    made = {one.endorser.label: one for one in db.session.scalars(select(Endorsement))}
    assert (answer.status_code, set(made)) == (
        303,
        {"Sampleshire Party Council", "Elin Invented", "Mair Invented"},
    )
    assert made["Elin Invented"].office == "Leader"
    assert made["Mair Invented"].evidence[0].url == "https://example.org/article"
    assert "Mair Invented" in made["Mair Invented"].evidence[0].quotation


def test_one_bad_row_saves_none(world: World, officer, browse, logged) -> None:
    logged(world.council, candidacy=world.second)
    rows = {
        "name-0": "Sampleshire Party Council",
        "choice-0": f"body-{world.council.id}",
        "name-1": "Elin Invented",
        "choice-1": "person",
        "name-2": "Mair Invented",
        "choice-2": "person",
        "name-3": "Cyngor Ffug",
        "choice-3": "principal_council",
    }
    answer = browse(officer).post(PAGE, data=pasted(world, LIST, reviewed="1", **rows))
    assert (answer.status_code, how_many()) == (422, 1)
    assert 'id="choice-0-error"' in answer.text
    assert "Its leader or its councillors can" in answer.text


def test_who_is_recorded_already_is_left_out_unless_chosen(world: World, officer, browse, logged) -> None:
    logged(world.council)
    shown = browse(officer).post(PAGE, data=pasted(world, "Sampleshire Party Council"))
    assert "Recorded in this contest already" in shown.text
    assert 'selected value="skip"' in shown.text


def test_whom_a_row_above_names_is_left_out(world: World, officer, browse) -> None:
    shown = browse(officer).post(
        PAGE, data=pasted(world, "Sampleshire Party Council\nMair Invented\nSampleshire Party Council; Cllr Mair Invented")
    )
    assert shown.text.count("Named above already") == 2
    assert shown.text.count('selected value="skip"') == 2


def test_who_was_logged_meanwhile_is_refused_with_what_to_do_here(world: World, officer, browse, logged) -> None:
    logged(world.council)
    row = {"name-0": "Sampleshire Party Council", "choice-0": f"body-{world.council.id}"}
    answer = browse(officer).post(PAGE, data=pasted(world, "Sampleshire Party Council", reviewed="1", **row))
    assert (answer.status_code, how_many()) == (422, 1)
    assert "Leave the row out" in answer.text


def test_the_vote_beside_a_body_is_kept_as_its_note(world: World, officer, browse) -> None:
    browser = browse(officer)
    shown = browser.post(PAGE, data=pasted(world, "Sampleshire Party Council 12-3-1"))
    assert f'selected value="body-{world.council.id}"' in shown.text
    row = {"name-0": "Sampleshire Party Council", "choice-0": f"body-{world.council.id}", "detail-0": "12-3-1"}
    assert browser.post(PAGE, data=pasted(world, "Sampleshire Party Council 12-3-1", reviewed="1", **row)).status_code == 303
    assert db.session.scalars(select(Endorsement.note)).one() == "12-3-1"


def test_whoever_may_not_endorse_is_left_out_with_the_reason(world: World, officer, browse) -> None:
    world.body("Sampleshire County Council", BodyKind.PRINCIPAL_COUNCIL)
    shown = browse(officer).post(PAGE, data=pasted(world, "Sampleshire County Council"))
    assert 'selected value="skip"' in shown.text
    assert "Its leader or its councillors can" in shown.text


def test_a_name_nearly_right_is_offered(world: World, officer, browse) -> None:
    person = world.person("Huw Irranca-Sample")
    shown = browse(officer).post(PAGE, data=pasted(world, "Huw Iranca Sample")).text
    assert f'value="person-{person.id}"' in shown


def test_naughty_lists_are_taken_apart_without_a_fault(world: World, officer, browse) -> None:
    strings = json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8"))
    plain = [
        text for text in strings if text.isprintable() and text.strip() and not MARKUP_OF_OURS.search(text)
    ]
    browser = browse(officer)
    for start in range(0, len(plain), 60):
        assert browser.post(
            PAGE, data=pasted(world, "\n".join(plain[start : start + 60])), limit=3_000_000
        ).status_code in {200, 422}


def test_only_officers_who_cover_the_contest_paste(
    world: World, officer_elsewhere, candidate, browse
) -> None:
    assert [browse(who).get(PAGE).status_code for who in (officer_elsewhere, candidate)] == [403, 403]
    assert world.body("Ffug", BodyKind.BRANCH).id
