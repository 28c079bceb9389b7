"""Contests are found by whoever may read them, whatever was typed nearly right."""

import pytest

from tracker.contests.models import Contest
from tracker.rules.contests import ContestState

FOUND = '<a href="/contests/sampleshire-2030">'


@pytest.mark.parametrize("typed", ["sampleshire", "Samplshire", "Sampleshire 2030", "commissioner", "Comisiynydd", "(cymraeg)"])
def test_a_contest_is_found_by_title_and_office_in_both_languages(client, sign_in, officer, contest: Contest, typed: str) -> None:
    sign_in(client, officer)
    assert FOUND in client.get("/search", query_string={"q": typed}).text


def test_a_draft_is_found_only_by_who_may_read_it(client, sign_in, rival, officer_elsewhere, contest: Contest) -> None:
    for who in (rival, officer_elsewhere):
        sign_in(client, who)
        assert FOUND not in client.get("/search?q=sampleshire").text, who.name
    contest.state = ContestState.ANNOUNCED
    sign_in(client, officer_elsewhere)
    assert FOUND in client.get("/search?q=sampleshire").text


def test_what_no_contest_is_called_finds_none(client, sign_in, officer, contest: Contest) -> None:
    sign_in(client, officer)
    assert FOUND not in client.get("/search?q=nowhere at all").text
