"""Supporters from a file, on the command line's way: the same checks as on screen."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.shared_data import shared_data
from tests.supporters.conftest import Add, council
from tracker.access.actor import Actor
from tracker.contests.models import Candidacy
from tracker.directory.models import NotDuplicate
from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.errors import Refused
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters import services
from tracker.supporters.importing import KIND, place_of
from tracker.supporters.models import Supporter
from tracker.supporters.queries import councils_of, figures_of

HEAD = "name,category,council,email,supported_on,public_consent\n"


@pytest.fixture
def bring(campaign: Actor, candidacy: Candidacy, tmp_path: Path):
    """`bring("name,category\\n...")`: an import of that content by the candidate."""

    def importing(content: str | bytes, **options: object) -> imports.Summary:
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        place = place_of(candidacy)
        db.session.commit()
        return imports.run_from_command_line(KIND, place, path, campaign, **{"mapping": {}, **options})  # type: ignore[arg-type]  # as a test gives it

    return importing


def listed() -> list[Supporter]:
    return list(db.session.scalars(select(Supporter).where(Supporter.removed_at.is_(None)).order_by(Supporter.id)))


def test_a_row_becomes_a_supporter_with_everything_it_says(bring, candidacy, clock) -> None:
    done = bring(HEAD + "Cllr Siôn Llŷr-Test,Cyng,Cyngor Caerdydd,Sion@Example.org,01/02/2026,yes\n")
    (one,) = listed()
    assert (done.exit_status, done.counts["created"]) == (0, 1)
    assert (one.name, one.category, one.email, one.area) == (
        "Cllr Siôn Llŷr-Test", SupporterCategory.COUNCILLOR, "sion@example.org", council("Cardiff"),
    )  # fmt: skip
    assert (one.consent, "list.csv" in one.consent_wording) == (ConsentState.GIVEN, True)
    assert figures_of(candidacy, clock().date(), councils_of(candidacy.contest)).all == 1


@pytest.mark.parametrize(("written", "meant"), [
    ("Cardiff", "Cardiff"), ("Cardiff Council", "Cardiff"), ("Cyngor Caerdydd", "Cardiff"), ("CAERDYDD", "Cardiff"),
    ("City of Cardiff", "Cardiff"), ("RCT", "Rhondda Cynon Taf"), ("Rhondda Cynon Taf CBC", "Rhondda Cynon Taf"),
    ("Penybont ar Ogwr", "Bridgend"), ("Pen-y-bont", "Bridgend"), ("Ynys Mon", "Isle of Anglesey"),
    ("Anglesey County Council", "Isle of Anglesey"), ("Sir Gâr", "Carmarthenshire"), ("Cyngor Sir Penfro", "Pembrokeshire"),
    ("Vale of Glamorgan", "Vale of Glamorgan"), ("Bro Morgannwg", "Vale of Glamorgan"), ("City and County of Swansea", "Swansea"),
])  # fmt: skip
def test_a_council_is_known_by_every_name_it_has(bring, written: str, meant: str) -> None:
    bring(HEAD + f"Mair Invented,member,{written},,,\n")
    assert listed()[0].area == council(meant)


def test_an_unknown_council_is_an_error_that_names_the_choices(bring) -> None:
    done = bring(HEAD + "Mair Invented,member,Atlantis,,,\n")
    assert (done.exit_status, listed()) == (1, [])
    assert done.problems[0].startswith("2: council: This council is not known.")
    assert "Vale of Glamorgan" in done.problems[0]


WRONG = ["Mair Invented,king,,,,", ",member,,,,", "M,member,,,01/01/2031,", "M,member,,nonsense,,", "M,member,,,,perhaps"]


@pytest.mark.parametrize("row", WRONG)
def test_a_wrong_cell_rejects_the_whole_file(bring, row: str) -> None:
    done = bring(HEAD + "Gwyn ap Sample,member,,,,\n" + row + "\n")
    assert (done.exit_status, done.counts["rejected"], listed()) == (1, 1, [])


def test_duplicates_are_found_in_the_file_and_on_the_list(bring, add: Add) -> None:
    add("Nia Pugh-Example", area="Cardiff")
    done = bring(
        HEAD + "Cllr NIA PUGH-EXAMPLE,member,Cardiff,,,\nMair Invented,member,,m@example.org,,\nMair Invented,member,,M@example.org,,\n"
        "Nia Pugh-Example,member,Swansea,,,\nMair Invented,member,,other@example.org,,\n"
    )
    assert done.counts == {"read": 5, "created": 3, "updated": 0, "duplicates": 2, "rejected": 0}


def test_the_same_file_again_adds_nobody(bring) -> None:
    content = HEAD + "Mair Invented,member,Cardiff,,,\n!!!,member,,,,\n???,member,,,,\n"
    assert bring(content).counts["created"] == 3
    assert bring(content).counts == {"read": 3, "created": 0, "updated": 0, "duplicates": 3, "rejected": 0}


def test_a_dry_run_saves_nothing(bring) -> None:
    assert (bring(HEAD + "Mair Invented,member,,,,\n", dry_run=True).counts["created"], listed()) == (1, [])


def latest() -> imports.ImportRun:
    return db.session.scalars(select(imports.ImportRun).order_by(imports.ImportRun.id.desc()).limit(1)).one()


def test_an_import_is_taken_back_whole(bring, add: Add, campaign, candidacy, clock) -> None:
    kept = add("Gwyn ap Sample")
    bring(HEAD + "Mair Invented,member,,,,\nMaair Invented,member,,,,\n")
    services.mark_not_duplicate(campaign, *listed()[1:])
    assert imports.undo(latest(), campaign) == 2
    assert (listed(), db.session.query(NotDuplicate).count()) == ([kept], 0)
    assert figures_of(candidacy, clock().date(), councils_of(candidacy.contest)).all == 1


def test_an_import_stays_once_something_depends_on_it(bring, campaign) -> None:
    bring(HEAD + "Mair Invented,member,,,,\nSiân Invented,member,,,,\n")
    services.give_consent(campaign, listed()[0], "Yes")
    with pytest.raises(Refused, match="changed after the import"):
        imports.undo(latest(), campaign)
    assert len(listed()) == 2


def test_naughty_strings_are_stored_as_given_or_refused_with_a_message(bring) -> None:
    strings = [s for s in json.loads(shared_data("bad_inputs", "blns.json").read_text(encoding="utf-8")) if s.strip()]
    cell = ['"' + s.replace('"', '""') + '"' for s in strings]
    done = bring("name,category,office\n" + "\n".join(f"{c},member,{c}" for c in cell) + "\n", only_good_rows=True)
    stored = {supporter.name for supporter in listed()}
    assert done.counts["read"] == len(strings)
    assert stored <= {s.strip() for s in strings}
    assert len(stored) == done.counts["created"] > len(strings) * 0.8


def test_torture_files_end_with_counts_or_a_refusal(bring) -> None:
    for folder in ("csv_spectrum", "messytables_horror"):
        for path in sorted(shared_data("bad_inputs", folder).rglob("*.csv")):
            try:
                done = bring(path.read_bytes())
            except Refused:
                continue
            assert done.counts["created"] == 0 or listed(), path.name
