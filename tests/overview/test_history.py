"""A history can be narrowed by who, what and when, in the language of the page."""

import pytest
from flask.testing import FlaskClient

from tests.conftest import Clock
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.kernel import history


@pytest.fixture
def told(clock: Clock, contest: Contest, officer: Account, auditor: Account, client: FlaskClient, sign_in: SignIn) -> None:
    """Three entries, each on another day: 2, 4 and 6 March 2026."""
    for author, action, reason in (
        (officer, "contests.announce", "The 100% sample"), (auditor, "contests.announce", "Second"), (officer, "contests.cancel", "Third"),
    ):  # fmt: skip
        history.record(as_actor(author), action, contest, contest_id=contest.id, reason=reason)
        clock.pass_by(days=2)
    sign_in(client, auditor)


@pytest.mark.parametrize(("query", "reasons"), [
    ("", {"The 100% sample", "Second", "Third"}),
    ("who=OFFICER", {"The 100% sample", "Third"}),
    ("q=cancelled", {"Third"}),
    ("q=100%25 s", {"The 100% sample"}),
    ("q=1__%25", set()),
    ("since=2026-03-04", {"Second", "Third"}),
    ("until=2026-03-04", {"The 100% sample", "Second"}),
    ("since=2026-03-04&until=2026-03-04", {"Second"}),
    ("who=nobody+of+that+name", set()),
])
def test_a_history_is_narrowed(client: FlaskClient, told: None, contest: Contest, query: str, reasons: set[str]) -> None:
    for address in ("/history", f"/contests/{contest.slug}/history"):
        text = client.get(f"{address}?{query}").text
        assert {reason for reason in ("The 100% sample", "Second", "Third") if f"Reason: {reason}" in text} == reasons
        assert ("Nothing matches." in text) == (not reasons)


def test_what_was_done_is_looked_for_in_the_words_of_the_page(client: FlaskClient, told: None, auditor: Account) -> None:
    auditor.language = "cy"
    assert "Third" not in client.get("/history?q=cancelled").text


def test_a_day_that_is_none_is_marked_and_left_out(client: FlaskClient, told: None) -> None:
    text = client.get("/history?since=31/02/2026&until=0001-01-01").text
    assert "Not a valid date value." in text
    assert "Third" in text


def test_an_auditor_s_home_shows_the_contests_in_progress_and_the_history(client: FlaskClient, told: None, contest: Contest) -> None:
    text = client.get("/").text
    assert contest.title in text
    assert 'href="/history"' in text
