"""A list leaves as a file."""

import csv
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from tests.supporters.conftest import LIST, Add
from tracker.kernel.history import HistoryEntry
from tracker.rules.supporters import SupporterCategory
from tracker.supporters.models import Supporter


@pytest.fixture
def page(client, sign_in, candidate, add: Add):
    """The candidate's browser, and two supporters."""
    add("Siôn Llŷr-Test", SupporterCategory.COUNCILLOR, "Cardiff", office="=1+1", source="+44 1234", ward="-125.00", note="@home")
    add("Mair Invented")
    sign_in(client, candidate)
    return client


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def test_a_file_says_who_took_it_and_why_and_holds_harmless_cells(page, session) -> None:
    answer = page.post(f"{LIST}/export", data={"format": "csv", "reason": "For the phone bank"})
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=supporters-nia-pugh-example-2026-03-02.csv")
    lines = rows(answer.data)
    assert ["Exported by", "Nia Pugh-Example"] in lines
    assert ["Reason", "For the phone bank"] in lines
    row = next(line for line in lines if line and line[0] == "Siôn Llŷr-Test")
    assert row[1:] == ["Councillor", "'=1+1", "Cardiff", "-125.00", "", "2026-02-01", "Counted only", "+44 1234", "'@home"]
    entry = session.query(HistoryEntry).filter_by(action="supporters.exported").one()
    assert (entry.reason, entry.difference["rows"], entry.actor_name) == ("For the phone bank", [None, 2], "Nia Pugh-Example")


def test_a_workbook_holds_the_same(page) -> None:
    answer = page.post(f"{LIST}/export", data={"format": "xlsx", "reason": "For the phone bank"})
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    names = [line[0] for line in sheet]
    assert names[-2:] == ["Mair Invented", "Siôn Llŷr-Test"]
    assert sheet[-1][2] == "=1+1"


def test_the_filter_on_screen_is_the_filter_of_the_file(page) -> None:
    shown = page.get(f"{LIST}?text=sion&category=councillor").text
    assert f"{LIST}/export?text=sion&amp;category=councillor" in shown
    lines = rows(page.post(f"{LIST}/export?text=sion&category=councillor", data={"format": "csv", "reason": "x"}).data)
    assert "Mair Invented" not in [line[0] for line in lines if line]


def test_without_a_reason_nothing_leaves(page, session) -> None:
    answer = page.post(f"{LIST}/export", data={"format": "csv", "reason": " "})
    assert (answer.status_code, "Mair Invented" in answer.text) == (422, False)
    assert not session.query(HistoryEntry).filter_by(action="supporters.exported").count()


def test_without_the_right_to_export_nobody_exports(page, sign_in, agent, session) -> None:
    sign_in(page, agent)
    assert page.get(f"{LIST}/export").status_code == 403
    assert page.post(f"{LIST}/export", data={"format": "csv", "reason": "x"}).status_code == 403
    assert ">Export<" not in page.get(LIST).text
    assert session.query(Supporter).count() == 2
