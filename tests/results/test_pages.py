"""Who sees what of a result, and the picture of how votes moved."""

import pytest

from tests.results.conftest import Recorded, report_of, said
from tests.support.client import PageClient
from tests.support.people import SignIn
from tracker.access.actor import Actor
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.results import services
from tracker.results.figures import rounds_of
from tracker.rules.contests import ContestState

PAGE = "/contests/sampleshire-2030/result"
WATCHING = {"officer", "returning_officer", "organiser", "scrutineer", "auditor"}


@pytest.mark.parametrize("role", [*sorted(WATCHING), "candidate", "rival", "administrator", "officer_elsewhere"])
def test_figures_not_declared_are_seen_only_by_those_who_run_and_watch_the_count(
    role: str, recorded: Recorded, client: PageClient, sign_in: SignIn, request: pytest.FixtureRequest
) -> None:
    recorded()
    sign_in(client, request.getfixturevalue(role))
    page = client.get(PAGE)
    assert page.status_code == 200
    assert ("Votes, round by round" in page.text) == (role in WATCHING)
    assert client.get(f"{PAGE}/1").status_code == (200 if role in WATCHING else 403)


def test_nobody_learns_of_a_contest_by_asking_for_its_result(recorded: Recorded, client: PageClient) -> None:
    recorded()
    for address in (PAGE, f"{PAGE}/1", "/contests/no-such-contest/result", "/contests/no-such-contest/result/1"):
        answer = client.get(address)
        assert (answer.status_code, "/sign-in" in answer.location) == (303, True)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_declared_result_is_read_by_anybody_with_shares_on_both_bases(
    language: str, recorded: Recorded, returning: Actor, client: PageClient
) -> None:
    services.declare(returning, recorded(), said(hour="12:30"))
    with client.session_transaction() as session:
        session["language"] = language
    text = client.get(PAGE).text
    assert f'lang="{language}"' in text
    # 50 of the 96 that still count, and of the 100 of the first round; 103 of 200 came back
    for part in ("Gwyn ap Sample", "52.1%", "50%", "51.5%", "12:30", 'class="flow-band', "The scrutineer"):
        assert part in text
    assert "/result/rounds" not in text
    assert "/history" not in text


def test_what_moved_follows_from_the_votes_where_it_was_not_reported(recorded: Recorded, three) -> None:
    first, second = report_of(three).rounds
    result = recorded(report_of(three))
    for line in result.rounds[1].lines:
        line.transferred = None
    shown = rounds_of(result)[1]
    assert [(line.name.split()[0], line.moved) for line in shown.lines] == [("Nia", 6), ("Gwyn", 15), ("Siôn", -25)]
    assert (shown.moved_to_nobody, shown.needed, first.non_transferable, second.non_transferable) == (4, 49, 0, 4)


@pytest.mark.parametrize("page", ["", "/rounds", "/declare", "/checks/new", "/remove", "/1"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_stand_in_both_languages(page, language, recorded: Recorded, client, sign_in, returning_officer: Account) -> None:
    recorded()
    sign_in(client, returning_officer)
    with client.session_transaction() as session:
        session["language"] = language
    assert f'lang="{language}"' in client.get(f"{PAGE}{page}").text


def test_a_draft_contests_result_is_nobodys(contest: Contest, client: PageClient, sign_in: SignIn, candidate: Account) -> None:
    assert contest.state is ContestState.DRAFT
    sign_in(client, candidate)
    assert client.get(PAGE).status_code == 404
