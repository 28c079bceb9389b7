"""Officers at work: log, verify, publish, withdraw, look back, paste a list."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.people import SAVE, MakeVisitor, enter
from tests.support.visitor import Visitor

WALES_COUNCIL = "Wales Council of the Co-operative Party"
LIST = "/contests/sample-regional-board/endorsements"
LOG = f"{LIST}/new"


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """The evidence file."""
    path = tmp_path / "minutes.txt"
    path.write_text("Minutes of a meeting, invented for a test: all fourteen present were in favour.\n", encoding="utf-8")
    return path


def choose_endorser(page: Page, typed: str, meant: str) -> None:
    """Pick by typing, as the page suggests."""
    page.locator("#endorser").press_sequentially(typed, delay=15)
    page.get_by_role("option", name=meant).first.click()


def test_a_unanimous_decision_is_logged_verified_published_and_withdrawn(new_visitor: MakeVisitor, minutes: Path) -> None:
    officer, second = enter(new_visitor(), "officer"), enter(new_visitor(), "second-officer")
    page = officer.visit(LOG)
    choose_endorser(page, "wales coun", WALES_COUNCIL)
    page.get_by_label("Nia Pugh-Example").check()
    page.locator("#present").fill("14")
    page.locator("#votes_for").fill("14")
    page.locator("#votes_against").fill("0")
    page.locator("#file").set_input_files(minutes)
    page = officer.follow(page.locator(SAVE))
    assert "Unanimous" in page.locator("main").inner_text()
    assert "minutes.txt" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Verify").count() == 0, "who recorded it may not verify it"
    address = page.url.removeprefix(officer.address)

    for move in ("verify", "publish"):
        press(second, f"{address}/moves/{move}")
    rival = enter(new_visitor(), "rival")
    assert WALES_COUNCIL in rival.visit(LIST).locator("main").inner_text()
    earlier = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011 - the day on the browser's own clock
    assert WALES_COUNCIL not in rival.visit(f"{LIST}?as_of={earlier}").locator("main").inner_text()

    press(officer, f"{address}/moves/withdraw", reason="Sent back by the executive (invented)")
    assert "Withdrawn" in officer.visit(address).locator("main").inner_text()


def press(visitor: Visitor, address: str, **fields: str) -> None:
    """Confirm the page of a move."""
    page = visitor.visit(address)
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    visitor.follow(page.locator(SAVE))


def test_a_pasted_list_is_looked_at_before_it_is_saved(new_visitor: MakeVisitor) -> None:
    officer = enter(new_visitor(), "officer")
    page = officer.visit(f"{LIST}/paste")
    page.locator("#text").fill("Cllr Mali Sample-Paste (Councillor, Aberexample)\n• Union of Invented Trades\nSample Valleys Party Council")
    page.locator("[name=candidacy]").first.check()
    page = officer.follow(page.locator(SAVE))
    text = page.locator("main").inner_text()
    assert "Nothing is saved yet" in text
    assert "Recorded in this contest already" in text
    choices = page.locator("select[name^=choice-]")
    assert choices.count() == 3
    for number, wanted in enumerate(("person", None, None)):
        if wanted:
            choices.nth(number).select_option(wanted)
    choices.nth(1).select_option(index=choices.nth(1).locator("option").count() - 1)
    page = officer.follow(page.locator(SAVE))
    assert page.url.endswith("/endorsements"), page.locator("main").inner_text()
    assert "Mali Sample-Paste" in officer.visit(f"{LIST}?q=Mali").locator("main").inner_text()
