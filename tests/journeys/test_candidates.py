"""A candidate reads, narrows and takes away their own list; a rival comes nowhere near it."""

from pathlib import Path

from tests.journeys.people import SAMPLE, SAVE, MakeVisitor, enter

NIA = f"{SAMPLE}/candidates/nia-pugh-example/supporters"
FORBIDDEN = (
    NIA, f"{NIA}?category=councillor", f"{NIA}/export", f"{NIA}/1", f"{NIA}/1/edit", f"{NIA}/add", f"{NIA}/imports",
    f"{NIA}/duplicates", f"{SAMPLE}/candidates/nia-pugh-example/edit", f"{SAMPLE}/history", f"{SAMPLE}/endorsements/to-verify",
)  # fmt: skip


def test_a_candidate_reads_narrows_and_exports_the_list(new_visitor: MakeVisitor, tmp_path: Path) -> None:
    candidate = enter(new_visitor(), "candidate")
    page = candidate.visit(f"{SAMPLE}/supporters")
    assert page.url.endswith(NIA), "one's own list is what the tab leads to"
    assert "386" in page.locator("main").inner_text()
    page.locator("select[name=category]").select_option("councillor")
    page = candidate.follow(page.locator("form.filters button[type=submit]"))
    rows = page.locator("table.table-stack tbody tr")
    assert rows.count() > 10
    assert all("Councillor" in text for text in rows.all_inner_texts())

    page = candidate.follow(page.get_by_role("link", name="Export").first)
    page.locator("[name=reason]").fill("To thank the councillors")
    with page.expect_download() as downloading:
        page.locator(SAVE).click()
    target = tmp_path / "list.csv"
    downloading.value.save_as(target)
    exported = target.read_text(encoding="utf-8-sig")
    assert "Nia Pugh-Example" in exported, "the file names who took it"
    assert "To thank the councillors" in exported
    assert exported.count("Councillor") >= 40
    assert "Shop steward" not in exported


def test_a_rival_guesses_addresses_in_vain(new_visitor: MakeVisitor) -> None:
    rival = enter(new_visitor(), "rival")
    for path in FORBIDDEN:
        answer = rival.page.goto(f"{rival.address}{path}")
        assert answer is not None
        assert answer.status in {403, 404}, f"{path} answered {answer.status}"
        rival.look()


def test_a_rival_sees_of_the_other_list_only_who_agreed_to_be_named(new_visitor: MakeVisitor) -> None:
    candidate, rival = enter(new_visitor(), "candidate"), enter(new_visitor(), "rival")
    page = candidate.visit(f"{NIA}?consent=refused")
    unnamed = page.locator("table.table-stack tbody tr td:first-child, table.table-stack tbody tr th:first-child").first.inner_text()
    named = rival.visit(f"{SAMPLE}/supporters?everybody=1").locator("main").inner_text()
    assert unnamed
    assert unnamed not in named
