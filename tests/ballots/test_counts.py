"""Papers that add up, what cannot be, who signs for what is missing, and turnout without names."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.ballots.conftest import issue_papers, make_edition
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import Edition, Paper, VarianceSignature
from tracker.ballots.queries.reconciliation import account_of, edition_account
from tracker.ballots.queries.turnout import turnout_of
from tracker.ballots.services import StepDetails
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.kernel.clock import from_local, now, standing_at
from tracker.kernel.errors import Refused
from tracker.rules.custody import BatchPurpose, CountKind, Provenance, StepKind
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperState
from tracker.rules.reconciliation import Discrepancy, PaperAccount

PEOPLE = 20
FRIDAY = date(2027, 2, 12)
NOON = from_local(datetime(2027, 2, 12, 12))


@pytest.fixture
def papers(session: Session, edition: Edition, organiser: Account) -> list[Paper]:
    """Thirty papers printed, twenty of them issued; one spoilt and replaced, one cancelled."""
    batch = services.make_batch(as_actor(organiser), edition, BatchPurpose.MAIN, 1, 30)
    said = StepDetails(kind=StepKind.PRINTED, at=now(), quantity=30, provenance=Provenance.OBSERVED)
    services.record_step(as_actor(organiser), batch, said)
    issued = issue_papers(session, edition, PEOPLE)
    for paper, state in ((issued[0], PaperState.SPOILT), (issued[1], PaperState.CANCELLED)):
        paper.state, paper.ended_at = state, now()
    session.flush()
    old = issued[0]
    session.add(Paper(
        contest=old.contest, issue_list=old.issue_list, edition=edition, roll_entry=old.roll_entry, elector=old.elector,
        channel=old.channel, channel_reason=old.channel_reason, issued_at=now(), replaces_id=old.id,
    ))  # fmt: skip
    session.flush()
    return issued


def count(edition: Edition, who: Account, kind: CountKind, quantity: int) -> None:
    services.record_count(as_actor(who), edition, kind, quantity, as_of=now(), counted_by="Siwan Scrutineer")


def test_papers_add_up_by_what_became_of_each(papers: list[Paper], edition: Edition, scrutineer: Account) -> None:
    count(edition, scrutineer, CountKind.UNUSED, 9)
    count(edition, scrutineer, CountKind.RETURNED, 7)
    account = account_of(edition.contest)
    assert account.lines[0].papers == PaperAccount(printed=30, issued=18, reissued=1, spoilt=1, void=1, unused=9, returned=7)
    assert (account.whole.is_reconciled, account.whole.overall.unexplained, len(papers)) == (True, 0, PEOPLE)


def test_more_returned_than_are_out_is_refused_with_both(papers: list[Paper], edition: Edition, scrutineer: Account) -> None:
    with pytest.raises(Refused) as refused:
        count(edition, scrutineer, CountKind.RETURNED, 20)
    assert str(refused.value.message) == "More papers returned than are out. Returned: 20. Issued and re-issued: 19."
    with pytest.raises(Refused, match=r"Counted: 31\. Printed: 30\."):
        count(edition, scrutineer, CountKind.UNUSED, 31)
    assert len(papers) == PEOPLE


def test_what_is_missing_needs_a_reason_and_two_different_people(
    papers: list[Paper], edition: Edition, scrutineer: Account, returning_officer: Account
) -> None:
    count(edition, scrutineer, CountKind.UNUSED, 8)
    assert [found.discrepancy for found in edition_account(edition).findings] == [Discrepancy.UNEXPLAINED]
    reason = services.explain_variance(as_actor(scrutineer), edition, reason="One was torn by the machine")
    services.sign_variance(as_actor(scrutineer), reason)
    with pytest.raises(Refused, match="Another person"):
        services.sign_variance(as_actor(scrutineer), reason)
    assert not account_of(edition.contest).whole.is_reconciled
    services.sign_variance(as_actor(returning_officer), reason)
    assert account_of(edition.contest).whole.is_reconciled
    assert len(papers) == PEOPLE


def test_a_reason_stands_only_for_the_papers_it_was_written_for(
    papers: list[Paper], edition: Edition, scrutineer: Account, returning_officer: Account
) -> None:
    count(edition, scrutineer, CountKind.UNUSED, 8)
    reason = services.explain_variance(as_actor(scrutineer), edition, reason="One was torn by the machine")
    count(edition, scrutineer, CountKind.UNUSED, 5)
    with pytest.raises(Refused, match="counted again"):
        services.sign_variance(as_actor(returning_officer), reason)
    count(edition, scrutineer, CountKind.UNUSED, 9)
    with pytest.raises(Refused, match="accounted for"):
        services.explain_variance(as_actor(scrutineer), edition, reason="Nothing is missing")
    assert len(papers) == PEOPLE


def test_the_database_takes_one_signature_of_a_person(
    session: Session, papers: list[Paper], edition: Edition, scrutineer: Account
) -> None:
    reason = services.explain_variance(as_actor(scrutineer), edition, reason="One was torn by the machine")
    services.sign_variance(as_actor(scrutineer), reason)
    row = {"reason_id": reason.id, "account_id": scrutineer.id, "name": "Again", "signed_at": now()}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(VarianceSignature).values(**row))
    assert len(papers) == PEOPLE


def test_many_papers_take_few_statements(session: Session, papers: list[Paper], edition: Edition, count_queries) -> None:  # type: ignore[no-untyped-def]  # a fixture
    make_edition(session, edition.contest, "BLUE", 501, 600, number=2)
    with count_queries() as statements:
        account_of(edition.contest)
    assert len(statements) <= 8
    assert len(papers) == PEOPLE


def test_the_scrutineer_counts_explains_and_signs_on_the_pages(
    papers: list[Paper], edition: Edition, scrutineer: Account, returning_officer: Account, client: PageClient, sign_in: SignIn
) -> None:
    page = f"/contests/{edition.contest.slug}/ballot/reconciliation"
    sign_in(client, scrutineer)
    assert "It does not add up yet" in client.get(page).text
    refused = client.submit(f"{page}/{edition.id}/count", quantity="20")
    assert "Issued and re-issued: 19." in refused.text
    client.submit(f"{page}/{edition.id}/count", kind="unused", quantity="8")
    assert "Give a reason" in client.submit(f"{page}/{edition.id}/reason", reason=" ").text
    client.submit(f"{page}/{edition.id}/reason", reason="One was torn by the machine")
    reason = edition_account(edition).reason
    assert reason
    client.submit(f"{page}/reasons/{reason.id}/sign")
    sign_in(client, returning_officer)
    client.submit(f"{page}/reasons/{reason.id}/sign")
    text = client.get(page).text
    for said in ("Every paper is accounted for, or explained and signed.", "Siwan Scrutineer", "Rhys Returning", "All editions"):
        assert said in text
    assert len(papers) == PEOPLE


def test_an_organiser_reads_and_neither_counts_nor_signs(
    papers: list[Paper], edition: Edition, organiser: Account, client: PageClient, sign_in: SignIn
) -> None:
    page = f"/contests/{edition.contest.slug}/ballot"
    sign_in(client, organiser)
    assert "Write the reason" not in client.get(f"{page}/reconciliation").text
    assert client.get(f"{page}/reconciliation/{edition.id}/count").status_code == 403
    assert client.get(f"{page}/turnout/new").status_code == 403
    assert len(papers) == PEOPLE


def turned_out(contest: Contest, who: Account, day: int, returned: int, area: Area | None = None) -> None:
    with standing_at(NOON + timedelta(days=30)):
        services.record_turnout(
            as_actor(who), contest, FRIDAY + timedelta(days=day), channel=Channel.POST, returned=returned, area=area
        )


def test_turnout_is_counted_by_day_and_area(
    session: Session, edition: Edition, planned: Contest, scrutineer: Account, area: Area, client: PageClient, sign_in: SignIn
) -> None:
    issue_papers(session, edition, 19, area, in_area=12)
    turned_out(planned, scrutineer, 0, 4)
    turned_out(planned, scrutineer, 3, 9)
    turned_out(planned, scrutineer, 3, 8)
    turned_out(planned, scrutineer, 3, 8, area)
    found = turnout_of(planned)
    assert [(one.on.day, one.returned, one.came) for one in found.days] == [(12, 4, 4), (15, 8, 4)]
    assert [(one.area.id, one.out, one.returned) for one in found.units] == [(area.id, 12, 8)]
    assert (found.out, found.returned) == (19, 8)
    sign_in(client, scrutineer)
    text = client.get(f"/contests/{planned.slug}/ballot/turnout").text
    for said in ("Monday 15 February 2027", "42.1%", "Sampleshire", "Replaced"):
        assert said in text


def test_a_count_that_falls_or_exceeds_what_is_out_is_refused_with_both(
    papers: list[Paper], planned: Contest, scrutineer: Account
) -> None:
    turned_out(planned, scrutineer, 0, 9)
    with pytest.raises(Refused) as refused:
        turned_out(planned, scrutineer, 3, 8)
    assert "Friday 12 February 2027: 9. Monday 15 February 2027: 8." in str(refused.value.message)
    with pytest.raises(Refused, match=r"Returned: 20\. Issued and re-issued: 19\."):
        turned_out(planned, scrutineer, 3, 20)
    assert len(papers) == PEOPLE


def test_no_area_is_counted_where_the_number_would_tell_who_voted(
    session: Session, edition: Edition, planned: Contest, scrutineer: Account, area: Area
) -> None:
    issue_papers(session, edition, 19, area, in_area=9)
    with pytest.raises(Refused, match="tell who voted"):
        turned_out(planned, scrutineer, 0, 1, area)


def test_the_scrutineer_records_turnout_on_the_page(
    papers: list[Paper], planned: Contest, scrutineer: Account, client: PageClient, sign_in: SignIn
) -> None:
    page = f"/contests/{planned.slug}/ballot/turnout"
    sign_in(client, scrutineer)
    assert "Nothing counted yet." in client.get(page).text
    with standing_at(NOON):
        sign_in(client, scrutineer)
        refused = client.submit(f"{page}/new", counted_on="2027-02-13", returned="3")
        assert "Enter a day that has come." in refused.text
        client.submit(f"{page}/new", counted_on="2027-02-12", channel="post", returned="3")
    assert "15.8%" in client.get(page).text
    assert len(papers) == PEOPLE
