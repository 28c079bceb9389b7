"""From a file to records: checked, chosen, saved whole, taken back."""

import csv
from datetime import date
from io import StringIO

import pytest
from sqlalchemy import select

from tests.kernel.imports import room
from tests.kernel.imports.room import OFFICER, member_names, upload
from tests.kernel.imports.workbooks import workbook
from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.kernel.imports import ImportState, writing

pytestmark = pytest.mark.usefixtures("club")

GOOD = b"Member,E-mail,Joined on\nGwyn ap Sample,gwyn@example.org,15/06/2012\nNia Pugh-Example,,2018-09-18\n"
MIXED = (
    b"Name,E-mail,Joined on,Colour\nGwyn ap Sample,not an address,31/02/2012,red\nNia Pugh-Example,nia@example.org,1 Mai 2012,blue\n"
    b"Nobody,,,green\nnia pugh-example,,,\n=SUM(1),x,,\n"
)


def checked(content: bytes) -> imports.ImportRun:
    """An import whose rows the worker has checked."""
    run = upload(content)
    spec = imports.spec_of(run)
    imports.choose_columns(
        run, imports.guess_columns(spec.fields, imports.table_of(run, spec).columns), OFFICER
    )
    db.session.commit()
    imports.check(run.id)
    return run


def saved(content: bytes, *, only_good_rows: bool = False) -> imports.ImportRun:
    run = checked(content)
    imports.start(run, OFFICER, only_good_rows=only_good_rows)
    db.session.commit()
    imports.save(run.id)
    return run


def test_a_good_file_is_checked_without_saving_then_saved_whole() -> None:
    run = checked(GOOD)
    assert (run.state, run.counts()) == (
        ImportState.CHECKED,
        {"read": 2, "created": 2, "updated": 0, "duplicates": 0, "rejected": 0},
    )
    assert member_names() == []
    imports.start(run, OFFICER, only_good_rows=False)
    db.session.commit()
    imports.save(run.id)
    assert (run.state, member_names()) == (ImportState.DONE, ["Gwyn ap Sample", "Nia Pugh-Example"])
    assert db.session.scalars(select(room.members.c.joined_on)).first() == date(2012, 6, 15)
    assert set(db.session.scalars(select(room.members.c.import_run_id))) == {run.id}


def test_errors_name_the_row_the_column_and_what_to_do() -> None:
    run = checked(MIXED)
    assert run.counts() == {"read": 5, "created": 1, "updated": 0, "duplicates": 1, "rejected": 3}
    assert [(error["row"], error["column"]) for error in run.errors] == [
        (2, "E-mail"),
        (2, "Joined on"),
        (4, "Name"),
        (6, "E-mail"),
    ]
    assert [(line["row"], line["of"]) for line in run.duplicates] == [(5, "Row 3 of this file")]


def test_rows_meant_for_elsewhere_are_counted_and_listed_apart() -> None:
    run = checked(b"Name\nGwyn ap Sample\nStranger\nGwyn ap Sample\n")
    assert run.counts() == {"read": 3, "created": 1, "updated": 0, "duplicates": 1, "rejected": 0}
    assert run.left_out_count == 1
    assert [(line["row"], line["of"]) for line in run.left_out] == [(3, "Meant for another club")]
    assert [line["row"] for line in run.duplicates] == [4]


def test_all_rejected_rows_come_as_a_file_that_can_be_mended_and_sent_again() -> None:
    run = checked(MIXED)
    text = run.errors_file.path.read_text("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0] == ["Row", "Problem", "Name", "E-mail", "Joined on", "Colour"]
    assert [row[0] for row in rows[1:]] == ["2", "4", "6"]
    assert rows[3][2] == "'=SUM(1)"
    mended = (
        text.replace("not an address", "gwyn@example.org")
        .replace("31/02/2012", "28/02/2012")
        .replace(",x,", ",x@example.org,")
    )
    again = saved(mended.encode("utf-8-sig"), only_good_rows=True)
    assert (again.created_count, again.rejected_count, member_names()) == (
        2,
        1,
        ["Gwyn ap Sample", "=SUM(1)"],
    )


def test_with_an_error_nothing_is_saved_unless_only_the_good_rows_are_wanted() -> None:
    run = checked(MIXED)
    with pytest.raises(Refused, match="Some rows have errors"):
        imports.start(run, OFFICER, only_good_rows=False)
    assert saved(MIXED, only_good_rows=True).counts()["created"] == 1
    assert member_names() == ["Nia Pugh-Example"]


def test_only_the_first_twenty_errors_are_kept_for_the_screen_but_all_for_the_file() -> None:
    run = checked(b"Name,E-mail\n" + b"A Sample,wrong\n" * 30)
    assert (len(run.errors), run.rejected_count) == (20, 30)
    assert len(run.errors_file.path.read_text("utf-8").splitlines()) == 31


def test_a_row_that_the_database_already_holds_is_a_duplicate() -> None:
    saved(GOOD)
    again = checked(GOOD + b"Rhys Sample,,\n")
    assert (again.created_count, again.duplicate_count) == (1, 2)
    assert {line["of"] for line in again.duplicates} == {"Already recorded"}


def test_the_same_file_into_the_same_place_is_noticed_until_it_is_taken_back() -> None:
    first = saved(GOOD)
    second = upload(GOOD, "renamed.csv")
    assert imports.earlier_import(second) == first
    imports.undo(first, OFFICER)
    assert imports.earlier_import(second) is None


def test_undo_takes_back_just_what_the_import_created() -> None:
    kept, taken = saved(GOOD), saved(b"Name\nRhys Sample\n")
    assert imports.undo(taken, OFFICER) == 1
    assert (member_names(), taken.state, kept.state) == (
        ["Gwyn ap Sample", "Nia Pugh-Example"],
        ImportState.UNDONE,
        ImportState.DONE,
    )
    with pytest.raises(Refused):
        imports.undo(taken, OFFICER)


def test_undo_is_refused_with_the_reason_while_something_depends_on_it() -> None:
    run = saved(b"Name,Joined on\nGwyn ap Sample,1901-01-01\n")
    with pytest.raises(Refused, match="founding member"):
        imports.undo(run, OFFICER)
    assert (run.state, member_names()) == (ImportState.DONE, ["Gwyn ap Sample"])


def test_what_another_has_recorded_since_the_check_sends_the_file_back_to_be_checked(monkeypatch) -> None:
    run = checked(GOOD)
    imports.start(run, OFFICER, only_good_rows=False)
    db.session.commit()
    monkeypatch.setattr(
        room.Members, "check", lambda self, values: [imports.RowError(field="name", message="No longer so.")]
    )
    imports.save(run.id)
    assert (run.state, run.rejected_count, member_names()) == (ImportState.CHECKED, 2, [])


def test_a_failure_while_saving_leaves_nothing_and_says_so(monkeypatch, caplog) -> None:
    run = checked(b"Name\n" + b"".join(b"Sample %d\n" % n for n in range(5_001)))
    imports.start(run, OFFICER, only_good_rows=False)
    db.session.commit()

    def fail() -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(room.Members, "after_batch", staticmethod(fail))
    imports.save(run.id)
    assert (run.state, member_names()) == (ImportState.FAILED, [])
    assert "Nothing was saved" in run.message


def test_what_is_done_once_is_done_after_the_last_batch_and_undone_with_it(monkeypatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 2)
    seen: list[list[str]] = []
    monkeypatch.setattr(room.Members, "at_the_end", staticmethod(lambda: seen.append(member_names())))
    run = saved(b"Name\nAnn Sample\nBob Sample\nCai Sample\n")
    assert (run.state, [len(names) for names in seen]) == (ImportState.DONE, [3])


def test_a_stopped_check_ends_without_saving() -> None:
    run = upload(b"Name\n" + b"".join(b"Sample %d\n" % n for n in range(2_000)))
    imports.choose_columns(run, {"name": "Name"}, OFFICER, queue=False)
    imports.stop(run, OFFICER)
    db.session.commit()
    imports.check(run.id)
    assert (run.state, run.read_count) == (ImportState.STOPPED, 0)


def test_wrong_columns_are_told_one_kind_at_a_time_before_any_row() -> None:
    run = upload(GOOD)
    for mapping, message in [
        ({"shoe": "Member"}, "no such field"),
        ({"name": "Shoe size"}, "no such column"),
        ({"name": "Member", "email": "Member"}, "for one field only"),
        ({"email": "E-mail"}, "A column is missing"),
    ]:
        with pytest.raises(imports.WrongColumns, match=message):
            imports.choose_columns(run, mapping, OFFICER)
    assert run.state == ImportState.UPLOADED
    twice = upload(b"Name,Name\nA,B\n")
    with pytest.raises(imports.WrongColumns, match="more than once"):
        imports.choose_columns(twice, {"name": "Name"}, OFFICER)


def test_a_file_that_goes_wrong_half_way_is_refused_with_its_row() -> None:
    run = checked(b"Name\n" + b"Sample\n" * 100 + b"x" * 40_000 + b"\n")
    assert (run.state, "row 102" in run.message) == (ImportState.REFUSED, True)


def test_a_workbook_imports_like_a_text_file() -> None:
    run = saved(workbook([["Full name", "Joined on"], ["Siân Pugh-Example", date(2012, 6, 15)]]))
    assert (run.state, member_names()) == (ImportState.DONE, ["Siân Pugh-Example"])


def test_every_step_is_told_in_the_history() -> None:
    run = saved(GOOD)
    imports.undo(run, OFFICER)
    actions = list(
        db.session.scalars(
            select(HistoryEntry.action)
            .where(HistoryEntry.subject_kind == "import_run")
            .order_by(HistoryEntry.id)
        )
    )
    assert actions == [
        "import_uploaded",
        "import_columns_chosen",
        "import_started",
        "import_finished",
        "import_undone",
    ]


def test_a_run_belongs_to_its_place_only() -> None:
    run = upload(GOOD)
    elsewhere = imports.Place(kind="club", id=8, label="Other")
    assert imports.find_run(room.KIND, room.CLUB, run.id) == run
    assert imports.find_run(room.KIND, elsewhere, run.id) is None
    assert imports.find_run("other", room.CLUB, run.id) is None
