"""What each candidate may send, what was sent for them, and whether more is refused."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.mailings.conftest import MakeMailing
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.kernel.clock import today
from tracker.kernel.errors import Blocked, Refused
from tracker.mailings import services
from tracker.mailings.models import Mailing
from tracker.mailings.queries.fairness import ledger_with, ledgers
from tracker.mailings.services import Use
from tracker.rules.contests import CandidacyState
from tracker.rules.mailings import AllowanceKind, MailingChannel, OnBehalf, Purpose

pytestmark = pytest.mark.usefixtures("ballot")


@pytest.fixture
def make_campaign(make_mailing: MakeMailing, candidacy: Candidacy, rival_candidacy: Candidacy) -> MakeMailing:
    """`make_campaign(unit_cost=…)`: a letter of the candidate's."""
    for one in (candidacy, rival_candidacy):
        one.state = CandidacyState.SHORTLISTED

    def make(**more: Any) -> Mailing:
        in_whose_name = {"on_behalf": OnBehalf.CANDIDATE, "candidacy_id": candidacy.id}
        return make_mailing(MailingChannel.LETTER, Purpose.CAMPAIGN, **in_whose_name, **more)

    return make


def allow(actor: Account, contest: Contest, kind: AllowanceKind, amount: int, *, is_hard: bool = True) -> None:
    services.set_allowance(as_actor(actor), contest, kind, amount=amount, is_hard=is_hard, rule="Rule 3", source="Sample rules")


def test_more_than_is_allowed_is_refused_or_only_warned_of_as_the_rule_says(
    make_campaign: MakeMailing, contest: Contest, returning_officer: Account, organiser: Account, client: PageClient, sign_in: SignIn
) -> None:
    allow(returning_officer, contest, AllowanceKind.LETTERS, 1)
    services.move(as_actor(organiser), make_campaign(), "submit")
    second = make_campaign()
    with pytest.raises(Blocked) as refused:
        services.move(as_actor(organiser), second, "submit")
    assert "allowed" in str(refused.value.blockers[0].message)
    allow(returning_officer, contest, AllowanceKind.LETTERS, 1, is_hard=False)
    sign_in(client, organiser)
    assert "more than the candidate is allowed" in client.get(f"/contests/{contest.slug}/mailings/{second.number}").text
    services.move(as_actor(organiser), second, "submit")


def test_what_does_not_count_is_shown_with_its_rule_and_uses_nothing(
    make_campaign: MakeMailing, contest: Contest, candidacy: Candidacy, organiser: Account
) -> None:
    mailing = make_campaign(counts_towards_allowance=False, allowance_rule="Endorsers' mail is free", unit_cost=80)
    services.move(as_actor(organiser), mailing, "submit")
    ledger = next(one for one in ledgers(contest) if one.candidacy is candidacy)
    assert [(entry.what, entry.counts, entry.rule) for entry in ledger.entries] == [("Why Nia", False, "Endorsers' mail is free")]
    assert ledger.balances[AllowanceKind.LETTERS].used == ledger.balances[AllowanceKind.MONEY].used == 0


def test_money_is_the_cost_of_all_letters_and_what_was_spent_elsewhere(
    make_campaign: MakeMailing, contest: Contest, candidacy: Candidacy, returning_officer: Account
) -> None:
    allow(returning_officer, contest, AllowanceKind.MONEY, 1_000)
    services.record_use(
        as_actor(returning_officer), candidacy, Use(kind=AllowanceKind.MONEY, amount=900, used_on=today(), note="A leaflet of the union's")
    )
    ledger = ledger_with(make_campaign(unit_cost=80))
    assert ledger
    balance = ledger.balances[AllowanceKind.MONEY]
    assert (balance.used, balance.left, balance.is_over) == (900 + 2 * 80, -60, True)


def test_a_draft_or_a_cancelled_mailing_uses_nothing(make_campaign: MakeMailing, contest: Contest, organiser: Account) -> None:
    services.move(as_actor(organiser), make_campaign(), "cancel", reason="A mistake")
    make_campaign()
    assert all(ledger.entries == [] for ledger in ledgers(contest))


def test_use_that_is_not_counted_cites_a_rule(candidacy: Candidacy, returning_officer: Account) -> None:
    use = Use(kind=AllowanceKind.LETTERS, amount=1, used_on=today(), counts=False, note="A leaflet")
    with pytest.raises(Refused):
        services.record_use(as_actor(returning_officer), candidacy, use)


def test_the_returning_officer_sets_and_records_and_everybody_else_reads(
    make_campaign: MakeMailing, contest: Contest, candidacy: Candidacy, client: PageClient, sign_in: SignIn, session: Session,
    returning_officer: Account, scrutineer: Account,
) -> None:  # fmt: skip
    assert make_campaign()
    here = f"/contests/{contest.slug}/mailings"
    sign_in(client, returning_officer)
    client.submit(f"{here}/allowances/list-releases", amount="1", rule="One list each")
    client.submit(f"{here}/allowance-uses/new", candidacy_id=str(candidacy.id), kind="letters", amount="1", note="Leaflet by a union")
    sign_in(client, scrutineer)
    page = client.get(f"{here}/fairness").text
    assert "One list each" in page
    assert "Leaflet by a union" in page
    assert client.get(f"{here}/allowances/letters").status_code == 403


def test_only_kinds_there_are_have_a_page(contest: Contest, client: PageClient, sign_in: SignIn, returning_officer: Account) -> None:
    sign_in(client, returning_officer)
    assert client.get(f"/contests/{contest.slug}/mailings/allowances/doves").status_code == 404


def test_a_candidate_sees_the_own_account_and_not_that_of_a_rival(
    make_mailing: Any, contest: Contest, candidacy: Candidacy, rival_candidacy: Candidacy, client: Any, sign_in: Any, candidate: Any,
    organiser: Any, approve: Any,
) -> None:  # fmt: skip
    approve(make_mailing(on_behalf=OnBehalf.CANDIDATE, candidacy_id=candidacy.id, title="Why I stand"))
    sign_in(client, candidate)
    path = f"/contests/{contest.slug}/candidates"
    page = client.get(f"{path}/{candidacy.slug}/allowance").text
    assert ("Why I stand" in page, "1 · Not limited" in page) == (True, True)
    assert f"{path}/{candidacy.slug}/allowance" in client.get("/").text
    assert client.get(f"{path}/{rival_candidacy.slug}/allowance").status_code == 403
