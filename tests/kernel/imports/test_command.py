"""An import from the command line."""

import json
from pathlib import Path

import pytest

from tests.kernel.imports import room
from tests.kernel.imports.room import OFFICER, member_names
from tracker.kernel import imports

pytestmark = pytest.mark.usefixtures("club")


def run(folder: Path, content: bytes, **options) -> imports.Summary:
    path = folder / "members.csv"
    path.write_bytes(content)
    return imports.run_from_command_line(room.KIND, room.CLUB, path, OFFICER, **{"mapping": {}, **options})


def test_it_ends_with_one_line_of_counts_and_status_0(tmp_path: Path) -> None:
    summary = run(tmp_path, b"Who,E-mail\nGwyn ap Sample,\n", mapping={"name": "who"})
    assert json.loads(summary.line()) == {
        "read": 1,
        "created": 1,
        "updated": 0,
        "duplicates": 0,
        "rejected": 0,
    }
    assert (summary.exit_status, member_names()) == (0, ["Gwyn ap Sample"])


def test_a_rejected_row_saves_nothing_and_gives_status_1(tmp_path: Path) -> None:
    summary = run(tmp_path, b"Name,E-mail\nGwyn ap Sample,\nNia Pugh-Example,wrong\n")
    assert (summary.counts["created"], summary.counts["rejected"], summary.exit_status, member_names()) == (
        0,
        1,
        1,
        [],
    )
    assert summary.problems[0].startswith("3: E-mail: ")


def test_a_dry_run_counts_and_saves_nothing(tmp_path: Path) -> None:
    summary = run(tmp_path, b"Name\nGwyn ap Sample\n", dry_run=True)
    assert (summary.counts["created"], summary.exit_status, member_names()) == (1, 0, [])


def test_only_the_good_rows_still_gives_status_1_for_the_others(tmp_path: Path) -> None:
    summary = run(tmp_path, b"Name,E-mail\nGwyn ap Sample,\nNia Pugh-Example,wrong\n", only_good_rows=True)
    assert (summary.exit_status, member_names()) == (1, ["Gwyn ap Sample"])


def test_nothing_new_is_no_failure(tmp_path: Path) -> None:
    run(tmp_path, b"Name\nGwyn ap Sample\n")
    summary = run(tmp_path, b"Name\nGwyn ap Sample\n")
    assert (summary.counts["duplicates"], summary.exit_status) == (1, 0)


def test_a_file_nothing_can_be_read_from_is_refused(tmp_path: Path) -> None:
    with pytest.raises(imports.ImportRefused):
        run(tmp_path, b"Name\n")
    with pytest.raises(imports.WrongColumns):
        run(tmp_path, b"Shoe\n44\n")
