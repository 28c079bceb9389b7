"""Without script, and without a mouse."""

from pathlib import Path

from tests.journeys.people import SAMPLE, SAVE, MakeVisitor, enter
from tests.support.visitor import Visitor
from tracker.accounts.demonstration import PASSWORD

LOG = f"{SAMPLE}/endorsements/new"


def test_an_endorsement_is_logged_without_script(new_visitor: MakeVisitor, tmp_path: Path) -> None:
    officer = enter(new_visitor(scripts=False), "officer")
    page = officer.visit(LOG)
    page.locator("#endorser").fill("Sample Capital Party Council")
    page.get_by_label("Gwyn ap Sample").check()
    evidence = tmp_path / "letter.txt"
    evidence.write_text("A letter, invented for a test.\n", encoding="utf-8")
    page.locator("#file").set_input_files(evidence)
    text = officer.follow(page.locator(SAVE)).locator("main").inner_text()
    assert "Sample Capital Party Council" in text
    assert "Recorded" in text


def test_an_unknown_body_is_recorded_on_the_way(new_visitor: MakeVisitor) -> None:
    officer = enter(new_visitor(scripts=False), "officer")
    page = officer.visit(LOG)
    page.locator("#endorser").fill("Llanddychmygol Branch (invented)")
    page.get_by_label("Nia Pugh-Example").check()
    page = officer.follow(page.locator(SAVE))
    assert "not in the records" in page.locator("[data-error-summary]").inner_text()
    page.locator("[name=new_kind]").select_option("branch")
    assert "Llanddychmygol" in officer.follow(page.locator(SAVE)).locator("main").inner_text()


def test_the_keyboard_alone_signs_in_and_logs(new_visitor: MakeVisitor) -> None:
    officer = new_visitor()
    page = officer.visit("/sign-in?next=/language/en")
    tab_to(officer, "email")
    page.keyboard.type("officer@demo.example")
    tab_to(officer, "password")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    officer.visit(LOG)
    tab_to(officer, "endorser")
    page.keyboard.type("Sample Valleys")
    page.get_by_role("option", name="Sample Valleys Party Council").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(officer, "candidacy-0")
    page.keyboard.press("Space")
    tab_to(officer, "votes_for")
    page.keyboard.type("9")
    tab_to(officer, "votes_against")
    page.keyboard.type("2")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert "Sample Valleys Party Council" in officer.look().locator("main").inner_text()


def tab_to(visitor: Visitor, wanted: str) -> None:
    """Press Tab until the control of that id has the focus, which must be seen."""
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement.id") == wanted:
            return
    raise AssertionError(f"{visitor.page.url}: the keyboard does not reach {wanted}")
