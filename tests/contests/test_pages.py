"""Every page of the room, for everybody who may and may not open it."""

import pytest

from tracker.contests.models import Contest

PAGES = {
    "/contests": "everybody",
    "/contests/new": "officers",
    "/contests/sampleshire-2030/edit": "managers",
    "/contests/sampleshire-2030/rules": "everybody",
    "/contests/sampleshire-2030/rules/new": "managers",
    "/contests/sampleshire-2030/moves": "movers",
    "/contests/sampleshire-2030/moves/open-ballot": "movers",
    "/contests/sampleshire-2030/moves/cancel": "movers",
    "/contests/sampleshire-2030/clone": "managers",
    "/contests/sampleshire-2030/candidates": "everybody",
    "/contests/sampleshire-2030/candidates/new": "movers",
    "/contests/sampleshire-2030/candidates/lock": "movers",
    "/contests/sampleshire-2030/candidates/unlock": "movers",
    "/contests/sampleshire-2030/candidates/nia-pugh-example": "everybody",
    "/contests/sampleshire-2030/candidates/nia-pugh-example/edit": "movers",
    "/contests/sampleshire-2030/candidates/nia-pugh-example/statement": "writers",
    "/contests/sampleshire-2030/candidates/nia-pugh-example/moves/withdraw": "movers",
    "/contests/sampleshire-2030/timetable": "everybody",
}
GROUPS = {
    "everybody": {
        "officer", "returning_officer", "administrator", "candidate", "agent", "rival", "scrutineer", "officer_elsewhere", "auditor",
    },
    "officers": {"officer", "administrator", "officer_elsewhere"},
    "managers": {"officer", "returning_officer", "administrator"},
    "movers": {"officer", "returning_officer"},
    "writers": {"officer", "returning_officer", "candidate", "agent"},
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(GROUPS["everybody"]))
def test_pages_open_for_exactly_those_who_may(role, shortlisted: Contest, client, sign_in, request) -> None:
    sign_in(client, request.getfixturevalue(role))
    answers = {path: client.get(path).status_code for path in PAGES}
    assert answers == {path: 200 if role in GROUPS[group] else 403 for path, group in PAGES.items()}


def test_nobody_reads_a_contest_without_signing_in(shortlisted: Contest, client) -> None:
    for path in PAGES:
        assert client.get(path).status_code == 303


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_stand_in_both_languages(language, shortlisted: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    with client.session_transaction() as session:
        session["language"] = language
    for path in PAGES:
        assert f'lang="{language}"' in client.get(path).text


def test_what_is_not_in_the_contest_is_not_found(shortlisted: Contest, client, sign_in, officer) -> None:
    sign_in(client, officer)
    for path in (
        "/contests/none/candidates", "/contests/sampleshire-2030/candidates/none", "/contests/sampleshire-2030/moves/none",
        "/contests/sampleshire-2030/rules/1", "/contests/sampleshire-2030/decide/cancel",
        "/contests/sampleshire-2030/candidates/nia-pugh-example/moves/select",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path
