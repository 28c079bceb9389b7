"""The pages of an import, in a made-up room, with real commits and the queue answering at once."""

import re
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Blueprint, Flask, abort

from tests.kernel.imports import room
from tests.kernel.imports.room import OFFICER, member_names
from tests.kernel.imports.workbooks import workbook
from tracker.access.permissions import Permission
from tracker.extensions import db
from tracker.kernel import guards
from tracker.kernel.imports import ImportRun, Place
from tracker.kernel.imports.screens import ImportScreens
from tracker.rules.contests import ContestState

CONTEST = SimpleNamespace(
    title="Made-up contest", state=ContestState.DRAFT, party=SimpleNamespace(name="Made-up party"), area=SimpleNamespace(name="Nowhere"),
    office=SimpleNamespace(name="Keeper"), ballot_closes_at=datetime(2012, 6, 15, 11, tzinfo=UTC),
)  # fmt: skip
GOOD = b"Member,E-mail\nGwyn ap Sample,gwyn@example.org\nNia Pugh-Example,\n"
MIXED = GOOD + b"Rhys Sample,wrong\nnia pugh-example,\n"


def load(club: str) -> Place:
    return (
        room.CLUB
        if club == "clwb"
        else abort(404)
        if club != "other"
        else Place(kind="club", id=8, label="Other")
    )


@pytest.fixture
def pages(real_club: Flask):
    """Somebody's browser, in front of the made-up room."""
    blueprint = Blueprint("made_up", __name__)
    ImportScreens(
        kind=room.KIND, blueprint=blueprint, url="/clubs/<club>/imports", permission=Permission.READ_CONTEST, load=load,
        place=lambda club: club, author=lambda: OFFICER, title="Import members", back=lambda club: "/back", fields=room.FIELDS,
        frame=lambda club: {"contest": CONTEST, "tab": "supporters", "contest_tabs": lambda contest: []},
    ).register()  # fmt: skip
    guards.register(real_club, guards.Doorkeeper(lambda: None, lambda permission, subject: None))
    real_club.config["WTF_CSRF_ENABLED"] = False
    real_club.register_blueprint(blueprint)
    return real_club.test_client()


def send(pages, content: bytes, name: str = "members.csv", club: str = "clwb"):
    return pages.post(
        f"/clubs/{club}/imports",
        data={"file": (BytesIO(content), name)},
        content_type="multipart/form-data",
        follow_redirects=True,
    )


def choose(pages, run_id: int = 1):
    """Confirm what was guessed."""
    return pages.post(
        f"/clubs/clwb/imports/{run_id}/columns",
        data={"column-name": "Member", "column-email": "E-mail"},
        follow_redirects=True,
    )


def test_from_the_file_to_the_records_and_back(pages) -> None:
    columns = send(pages, GOOD)
    assert "Gwyn ap Sample" in columns.text
    assert re.search(r'<option selected value="Member">', columns.text)
    checked = choose(pages)
    assert "Rows read" in checked.text
    assert member_names() == []
    db.session.rollback()
    done = pages.post("/clubs/clwb/imports/1/start", follow_redirects=True)
    assert "The import is done." in done.text
    assert re.search(r'<details.*Was the file the wrong one.*action="/clubs/clwb/imports/1/undo".*</details>', done.text, re.DOTALL)
    assert member_names() == ["Gwyn ap Sample", "Nia Pugh-Example"]
    db.session.rollback()
    assert "taken back" in pages.post("/clubs/clwb/imports/1/undo", follow_redirects=True).text
    assert member_names() == []


def test_an_import_that_stays_says_why_in_place_of_a_button(pages) -> None:
    send(pages, b"Member,E-mail,Since\nGwyn ap Sample,,1901-01-01\n")
    columns = {"column-name": "Member", "column-email": "E-mail", "column-joined_on": "Since"}
    pages.post("/clubs/clwb/imports/1/columns", data=columns, follow_redirects=True)
    done = pages.post("/clubs/clwb/imports/1/start", follow_redirects=True)
    assert re.search(r"<details.*Was the file the wrong one.*A founding member cannot be taken back.*</details>", done.text, re.DOTALL)
    assert "/imports/1/undo" not in done.text


def test_errors_and_duplicates_are_shown_and_the_good_rows_can_be_chosen(pages) -> None:
    send(pages, MIXED)
    checked = choose(pages)
    assert "This is not an e-mail address" in checked.text
    assert '<td data-label="Same as" lang="en">Row 3 of this file</td>' in checked.text  # kept in the language of who sent it
    assert pages.post("/clubs/clwb/imports/1/start").status_code == 422
    with pages.get("/clubs/clwb/imports/1/errors.csv") as errors:
        assert errors.headers["Content-Disposition"].startswith("attachment")
        assert "Rhys Sample,wrong" in errors.text
    assert (
        "The import is done."
        in pages.post("/clubs/clwb/imports/1/start", data={"only_good_rows": "y"}, follow_redirects=True).text
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "older or binary format"),
        (b"PK\x03\x04 and no more", "damaged"),
        (workbook([["Name"]]), "no rows below"),
    ],
    ids=["empty", "old", "broken", "headings"],
)
def test_a_refused_file_says_why_and_leaves_nothing(pages, content: bytes, message: str) -> None:
    answer = send(pages, content)
    assert (answer.status_code, message in answer.text) == (422, True)
    assert db.session.query(ImportRun).count() == 0


def test_sending_without_a_file_asks_for_one(pages) -> None:
    answer = pages.post("/clubs/clwb/imports", data={})
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_wrong_columns_are_refused_on_the_page(pages) -> None:
    send(pages, GOOD)
    answer = pages.post("/clubs/clwb/imports/1/columns", data={"column-name": "", "column-email": "E-mail"})
    assert (answer.status_code, "A column is missing" in answer.text) == (422, True)


def test_an_import_is_found_only_in_its_own_place(pages) -> None:
    send(pages, GOOD)
    for path in ("", "/columns", "/errors.csv", "/progress.json"):
        assert pages.get(f"/clubs/other/imports/1{path}").status_code == 404
    for act in ("start", "stop", "undo"):
        assert pages.post(f"/clubs/other/imports/1/{act}").status_code == 404


def test_the_same_file_again_is_said_before_anything_is_saved(pages) -> None:
    send(pages, GOOD)
    choose(pages)
    pages.post("/clubs/clwb/imports/1/start")
    assert "imported here before" in send(pages, GOOD, "again.csv").text


def test_progress_is_told_as_figures(pages) -> None:
    send(pages, GOOD)
    choose(pages)
    assert pages.get("/clubs/clwb/imports/1/progress.json").json == {
        "state": "checked",
        "working": False,
        "done": 2,
        "total": 2,
    }
