"""Nobody finds what is not theirs to see: by no address, by no kind of request."""

from itertools import product

import pytest
from sqlalchemy import select

from tests.support.people import as_actor
from tests.supporters.conftest import LIST, RIVALS_LIST, Add
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.kernel import imports
from tracker.kernel.history import HistoryEntry
from tracker.supporters import services
from tracker.supporters.importing import KIND, place_of

PUBLIC = "/contests/sampleshire-2030/supporters"
ONE, TWO = "/{one}", "/duplicates/{one}/{two}"
RUN = "/imports/1"
PATHS = [
    "", "/add", "/export", "/duplicates", TWO, ONE, f"{ONE}/edit", f"{ONE}/consent", f"{ONE}/refuse-consent", f"{ONE}/withdraw-consent",
    f"{ONE}/remove", "/imports", RUN, f"{RUN}/columns", f"{RUN}/errors.csv", f"{RUN}/progress.json",
]  # fmt: skip
ACTS = [
    "/add", "/export", TWO, f"{TWO}/different", f"{ONE}/edit", f"{ONE}/consent", f"{ONE}/refuse-consent", f"{ONE}/withdraw-consent",
    f"{ONE}/remove", "/imports", f"{RUN}/columns", f"{RUN}/start", f"{RUN}/stop", f"{RUN}/undo",
]  # fmt: skip


@pytest.fixture
def two(add: Add):
    """Two supporters of the candidate, the first two there are."""
    return add("Mair Invented", email="mair@example.org", note="Plays golf"), add("Maair Invented")


@pytest.mark.parametrize("who", ["rival", "scrutineer", "organiser", "returning_officer", "officer_elsewhere", "administrator"])
def test_no_address_of_a_list_opens_for_others(request, client, sign_in, two, who: str) -> None:
    sign_in(client, request.getfixturevalue(who))
    ids = {"one": two[0].id, "two": two[1].id}
    for path in PATHS:
        assert client.get(LIST + path.format(**ids)).status_code in {403, 404}, path
    for path in ACTS:
        answer = client.post(LIST + path.format(**ids), data={"reason": "x", "format": "csv", "name": "X"})
        assert answer.status_code in {403, 404}, path


def test_a_supporter_is_not_found_under_another_candidate(client, sign_in, rival: Account, two) -> None:
    sign_in(client, rival)
    for path in ("", "/edit", "/consent", "/remove"):
        assert client.get(f"{RIVALS_LIST}/{two[0].id}{path}").status_code == 404
    assert client.get(f"{RIVALS_LIST}/duplicates/{two[0].id}/{two[1].id}").status_code == 404


def test_everybody_sees_who_agreed_to_be_named_and_nobody_else(client, sign_in, rival: Account, two, add: Add) -> None:
    add("Nia Named-Example", consent_wording="Yes")
    sign_in(client, rival)
    text = client.get(f"{PUBLIC}?everybody=1").text
    assert "Nia Named-Example" in text
    assert "Mair Invented" not in text


def test_consent_withdrawn_vanishes_everywhere_at_once(client, sign_in, rival: Account, add: Add, campaign) -> None:
    supporter = add("Nia Named-Example", consent_wording="Yes")
    sign_in(client, rival)
    assert "1 supporter agreed to be named." in client.get(f"{PUBLIC}?everybody=1").text
    services.withdraw_consent(campaign, supporter)
    text = client.get(f"{PUBLIC}?everybody=1").text
    assert "Nia Named-Example" not in text
    assert "Nobody has agreed to be named yet." in text


def test_who_is_removed_or_merged_is_named_nowhere(client, sign_in, rival: Account, add: Add, campaign) -> None:
    one, other, kept = (add(f"Nia Named-{n}", consent_wording="Yes") for n in ("One", "Other", "Kept"))
    services.remove(campaign, one, "Moved away")
    services.merge(campaign, kept, other, frozenset(), "The same")
    sign_in(client, rival)
    text = client.get(f"{PUBLIC}?everybody=1").text
    assert "Nia Named-Kept" in text
    assert "Nia Named-One" not in text
    assert "Nia Named-Other" not in text


def test_a_note_is_between_candidate_and_agent(client, sign_in, two, agent, officer, auditor) -> None:
    for who, sees in ((agent, True), (officer, False), (auditor, False)):
        sign_in(client, who)
        assert ("Plays golf" in client.get(f"{LIST}/{two[0].id}").text) is sees, who.name
    sign_in(client, officer)
    assert "Plays golf" not in client.get(f"{LIST}/{two[0].id}/edit").text
    client.submit(f"{LIST}/{two[0].id}/edit", ward="Roath")
    assert (two[0].ward, two[0].note) == ("Roath", "Plays golf")
    exported = client.post(f"{LIST}/export", data={"format": "csv", "reason": "For the panel"}).text
    assert "Mair Invented" in exported
    assert "Plays golf" not in exported


def test_an_officer_cannot_write_the_campaigns_notes(officer, two) -> None:
    with pytest.raises(NotAllowed):
        services.edit(as_actor(officer), two[0], {"note": "Hello"})


def test_history_names_no_supporter(session, two, campaign) -> None:
    services.edit(campaign, two[0], {"name": "Mair Ddychmygol", "email": "new@example.org", "note": "Plays chess", "ward": "Roath"})
    services.give_consent(campaign, two[0], "Mair says yes")
    told = " ".join(f"{e.subject_label} {e.difference}" for e in session.query(HistoryEntry) if e.subject_kind == "supporter")
    for secret in ("Mair", "example.org", "golf", "chess", "Roath"):
        assert secret not in told


def test_the_rival_cannot_by_way_of_a_service_either(rival, two, candidacy: Candidacy) -> None:
    actor = as_actor(rival)
    for act in (
        lambda: services.edit(actor, two[0], {"ward": "x"}), lambda: services.give_consent(actor, two[0], "x"),
        lambda: services.remove(actor, two[0], "x"), lambda: services.merge(actor, two[0], two[1], frozenset(), "x"),
        lambda: services.mark_not_duplicate(actor, two[0], two[1]),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()


def test_what_was_wrong_in_a_file_is_for_those_of_the_list_alone(client, sign_in, candidate, rival, campaign, candidacy, tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,category,email\nMair Secret-Invented,king,mair@example.org\nGwen Invented,member,\n", encoding="utf-8")
    place = place_of(candidacy)
    db.session.commit()
    imports.run_from_command_line(KIND, place, path, campaign, mapping={}, only_good_rows=True)
    number = db.session.scalars(select(imports.ImportRun.id)).one()
    file = f"/imports/{number}/errors.csv"
    sign_in(client, candidate)
    own = client.get(LIST + file)
    assert "Mair Secret-Invented" in own.text
    own.close()
    sign_in(client, rival)
    for which, ending in product((LIST, RIVALS_LIST), ("", "/columns", "/errors.csv", "/progress.json")):
        answer = client.get(f"{which}/imports/{number}{ending}")
        assert answer.status_code in {403, 404}, (which, ending)
        assert "Secret" not in answer.text


def test_a_page_that_is_refused_names_the_permission_as_the_code_it_is(client, sign_in, rival, two) -> None:
    sign_in(client, rival)
    assert '<code lang="en">read_supporters</code>' in client.get(LIST).text
