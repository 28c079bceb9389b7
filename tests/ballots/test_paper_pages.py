"""Ballot papers on screen: the draw, editions and their moves, the issue list, and bad input at each."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.client import PageClient
from tests.support.mailing_world import make_roll
from tests.support.paper_world import drawn, issued, open_edition, ready, returning
from tests.support.people import SignIn, as_actor
from tests.support.world import make_candidacy
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import BallotDraw, Edition, IssueList
from tracker.ballots.queries.papers import latest_draw
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.errors import Blocked, Refused, StaleRecord
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import CandidacyState
from tracker.rules.papers import EditionState, EnclosureKind, PaperFormat


@pytest.fixture
def page(client: PageClient, sign_in: SignIn, returning_officer: Account, contest: Contest) -> str:
    """The address of the ballot, looked at by the returning officer."""
    sign_in(client, returning_officer)
    return f"/contests/{contest.slug}/ballot"


def details(**more: object) -> services.EditionDetails:
    return services.EditionDetails(**{"code": "A", "format": PaperFormat.STANDARD, "serial_first": 1, "serial_last": 100, **more})  # type: ignore[arg-type]  # what the test gives


def test_the_machine_draws_everybody_who_stands_once_and_the_history_names_the_order(
    session: Session, client: PageClient, page: str, contest: Contest, candidacy: Candidacy, rival_candidacy: Candidacy
) -> None:
    client.submit(f"{page}/draw", how="machine", witnessed_by="Siwan Scrutineer")
    places = session.scalars(select(BallotDraw)).one().places
    assert {one.candidacy_id for one in places} == {candidacy.id, rival_candidacy.id}
    assert [one.place for one in places] == [1, 2]
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "ballots.order_drawn")).one()
    assert entry.difference["order"] == [None, [one.label for one in places]]
    assert "Siwan Scrutineer" in client.get(f"{page}/papers").text


def test_an_order_drawn_by_hand_is_recorded_as_it_was(
    client: PageClient, page: str, contest: Contest, candidacy: Candidacy, rival_candidacy: Candidacy
) -> None:
    said: dict[str, Any] = {"how": "hand", "witnessed_by": "Siwan Scrutineer", "method": "Slips from a bag", "drawn_at": "2026-01-05T18:00"}
    wrong = client.submit(f"{page}/draw", **said, **_places(candidacy, 1, rival_candidacy, 1))
    assert "Give every candidate one place" in wrong.text
    assert "Slips from a bag" in wrong.text
    unsaid = client.submit(f"{page}/draw", how="hand", witnessed_by="Siwan Scrutineer")
    assert "Say how the lots were drawn." in unsaid.text
    assert "Say when it was drawn." in unsaid.text
    client.submit(f"{page}/draw", **said, **_places(candidacy, 2, rival_candidacy, 1))
    order = latest_draw(contest)
    assert order
    assert ([one.candidacy_id for one in order.places], order.by_machine) == ([rival_candidacy.id, candidacy.id], False)


def _places(one: Candidacy, place: int, other: Candidacy, other_place: int) -> dict[str, Any]:
    return {f"place-{one.id}": str(place), f"place-{other.id}": str(other_place)}


def test_another_draw_needs_a_reason_and_none_is_made_ahead(contest: Contest, candidacy: Candidacy, returning_officer: Account) -> None:
    drawn(contest)
    with pytest.raises(Refused, match="Say why it is drawn again"):
        services.draw(as_actor(returning_officer), contest, witnessed_by="Somebody")


def test_an_edition_is_prepared_changed_and_opened(session: Session, client: PageClient, page: str, contest: Contest) -> None:
    ready(contest)
    client.submit(f"{page}/editions/new", code="A", serial_first="1", serial_last="500", enclosures="letter", other="Map")
    edition = session.scalars(select(Edition)).one()
    assert [(one.kind, one.title) for one in edition.enclosures] == [
        (EnclosureKind.STATEMENT, ""), (EnclosureKind.LETTER, ""), (EnclosureKind.OTHER, "Map"),
    ]  # fmt: skip
    shown = client.get(f"{page}/editions/1").text
    assert "The paper does not say yet:" in shown
    assert "Name of the scrutineer" in shown
    client.submit(f"{page}/editions/1/edit", scrutineer="Sample Ballot Services", serial_last="600")
    assert (edition.serial_last, edition.specification["scrutineer"]) == (600, "Sample Ballot Services")
    client.submit(f"{page}/editions/1/moves/open")
    assert edition.state is EditionState.OPEN
    assert "Only an edition in preparation can be changed" in client.submit(f"{page}/editions/1/edit", serial_last="700").text
    assert edition.serial_last == 600


@pytest.mark.parametrize(("said", "message"), [
    ({"code": "B", "serial_first": "90", "serial_last": "190"}, "Edition A has: 1 to 100"),
    ({"code": "a", "serial_first": "201", "serial_last": "300"}, "Another edition has this code"),
    ({"code": "B", "serial_first": "300", "serial_last": "201"}, "The last number is before the first"),
    ({"code": "B", "serial_first": "201", "serial_last": "210", "quantity_ordered": "11"}, "More papers are ordered"),
    ({"code": "B", "serial_first": "0", "serial_last": "10"}, "from 1 to 99,999,999"),
    ({"code": "B", "serial_first": "one", "serial_last": "99999999999999999999999"}, "There is a problem"),
    ({"code": "B" * 13, "serial_first": "201", "serial_last": "300"}, "12 characters or fewer"),
    ({"code": "", "serial_first": "", "serial_last": ""}, "Enter a short code."),
    ({"code": "B", "serial_first": "201", "serial_last": "300", "format": "papyrus"}, "There is a problem"),
])  # fmt: skip
def test_a_bad_edition_is_refused_with_what_to_do_and_keeps_what_was_typed(
    session: Session, client: PageClient, page: str, contest: Contest, said: dict[str, Any], message: str
) -> None:
    services.make_edition(returning(contest), contest, details())
    answer = client.submit(f"{page}/editions/new", **{"colour": "lilac", **said})
    assert message in answer.text
    assert "lilac" in answer.text
    assert session.scalar(select(func.count()).select_from(Edition)) == 1


def test_an_edition_opens_only_with_a_draw_of_those_who_stand(session: Session, contest: Contest, candidacy: Candidacy) -> None:
    edition = services.make_edition(returning(contest), contest, details(statements=True))
    with pytest.raises(Blocked) as refused:
        services.move_edition(returning(contest), edition, "open")
    assert "not drawn yet" in str(refused.value.blockers[0].message)
    drawn(contest)
    other = make_candidacy(contest, "Siôn Invented", session, state=CandidacyState.SHORTLISTED)
    session.expire(contest)
    with pytest.raises(Blocked, match="cannot be done yet"):
        services.move_edition(returning(contest), edition, "open")
    order = drawn(contest)
    services.move_edition(returning(contest), edition, "open")
    assert [one.candidacy_id for one in edition.enclosures] == [one.candidacy_id for one in order.places]
    assert other.id in {one.candidacy_id for one in order.places}


def test_two_people_changing_one_edition_see_both_versions(contest: Contest) -> None:
    edition = services.make_edition(returning(contest), contest, details())
    read = edition.version
    services.change_edition(returning(contest), edition, details(colour="cream"), version=read)
    with pytest.raises(StaleRecord):
        services.change_edition(returning(contest), edition, details(colour="blue"), version=read)


def test_an_edition_papers_were_issued_from_is_not_taken_back(session: Session, contest: Contest) -> None:
    issued(contest, session, people=2)
    edition = session.scalars(select(Edition).where(Edition.code == "E")).one()
    with pytest.raises(Blocked) as refused:
        services.move_edition(returning(contest), edition, "take-back", reason="A mistake")
    assert "were issued" in str(refused.value.blockers[0].message)


def test_the_list_is_looked_at_made_and_shown_in_numbers(session: Session, client: PageClient, page: str, contest: Contest) -> None:
    make_roll(session, contest, 4)
    ready(contest)
    looked_at = client.get(f"{page}/issue-list").text
    assert "No open edition for papers of this kind" in looked_at
    assert looked_at.count('<p class="figure-value">4</p>') == 2  # all of them, and by e-mail
    open_edition(contest, "E", 1, 10, format=PaperFormat.EMAIL)
    client.submit(f"{page}/issue-list")
    made = session.scalars(select(IssueList)).one()
    shown = client.get(f"{page}/papers").text
    assert made.sha256 in shown
    assert "Has an e-mail address of their own" in shown
    assert "S0000001" not in shown
    assert "There is a list already" in client.submit(f"{page}/issue-list").text


def test_the_numbers_are_a_file_for_the_scrutineer_and_hidden_from_the_organiser(
    session: Session, client: PageClient, contest: Contest, scrutineer: Account, organiser: Account, sign_in: SignIn
) -> None:
    issued(contest, session, people=2)
    page = f"/contests/{contest.slug}/ballot"
    sign_in(client, organiser)
    assert "Corresponding numbers" not in client.get(f"{page}/papers").text
    assert client.get(f"{page}/numbers").status_code == 403
    sign_in(client, scrutineer)
    assert "it is kept in the history" in client.submit(f"{page}/numbers").text
    taken = client.submit(f"{page}/numbers", reason="Two papers bear one number")
    assert "S0000001" in taken.text
    assert "attachment" in taken.headers["Content-Disposition"]


def test_who_only_reads_sees_no_button_and_is_refused_the_forms(
    client: PageClient, contest: Contest, candidacy: Candidacy, officer: Account, organiser: Account, sign_in: SignIn
) -> None:
    sign_in(client, organiser)
    page = f"/contests/{contest.slug}/ballot"
    assert "Prepare an edition" not in client.get(f"{page}/papers").text
    assert [client.get(f"{page}/{path}").status_code for path in ("draw", "editions/new", "issue-list")] == [403, 403, 403]
    with pytest.raises(NotAllowed):
        services.make_edition(as_actor(officer), contest, details())
