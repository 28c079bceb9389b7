"""The first page of a decided contest tells who was chosen and with how many votes."""

import pytest
from flask.testing import FlaskClient

from tests.support.people import SignIn
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.clock import now
from tracker.rules.contests import CandidacyState, ContestOutcome, ContestState


@pytest.mark.parametrize(("language", "votes"), [("en", "1,250 votes"), ("cy", "1,250 pleidlais")])
def test_a_decided_contest_shows_its_outcome_and_nobody_standing(
    client: FlaskClient, sign_in: SignIn, contest: Contest, candidacy: Candidacy, auditor: Account, language: str, votes: str
) -> None:
    contest.state, contest.outcome, contest.decided_at = ContestState.DECIDED, ContestOutcome.BALLOT, now()
    candidacy.state, candidacy.votes, candidacy.result_source = CandidacyState.SELECTED, 1250, "Declared at the count"
    auditor.language = language
    sign_in(client, auditor)
    text = client.get(f"/contests/{contest.slug}").text
    assert votes in text
    assert "Candidates standing" not in text
