"""Papers that have not come: a report counts once, one report is no cluster, a cluster raises one alarm with whom to ring."""

from datetime import datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.ballots.conftest import issue_papers
from tests.ballots.test_plans import EARLY, GOOD
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import Edition, NonArrival, NonArrivalAlarm, Paper
from tracker.ballots.queries import non_arrivals as queries
from tracker.contests.models import Contest
from tracker.kernel.clock import from_local, now, standing_at
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.electorate import Channel

FEBRUARY = from_local(datetime(2027, 2, 12, 10))
THERE = 10
"""How many of the papers go to CF11; the others go to SA1."""


@pytest.fixture
def papers(session: Session, edition: Edition) -> list[Paper]:
    """A hundred papers by post, ten of them to one district, and the last abroad."""
    return issue_papers(session, edition, 100, postcodes=["CF11 9HA"] * THERE + ["SA1 1AA"] * (99 - THERE) + ["75008"])


def report(helpline: Account, papers: list[Paper]) -> None:
    for paper in papers:
        services.report_non_arrival(as_actor(helpline), paper)


def alarms(contest: Contest) -> list[tuple[str, int, int, bool]]:
    return [(one.outward, one.reported, one.posted, one.cleared_at is None) for one in queries.alarms_of(contest)]


def test_papers_are_counted_by_the_district_they_went_to(planned: Contest, papers: list[Paper]) -> None:
    papers[0].channel = Channel.EMAIL
    assert queries.posted_by_district(planned) == {"CF11": 9, "SA1": 89}


def test_a_cluster_raises_one_alarm_and_further_reports_bring_it_up_to_date(
    planned: Contest, papers: list[Paper], helpline: Account, session: Session
) -> None:
    report(helpline, papers[:2])
    assert alarms(planned) == []
    report(helpline, papers[2:5])
    assert alarms(planned) == [("CF11", 5, 10, True)]
    actions = session.scalars(select(HistoryEntry.action).where(HistoryEntry.contest_id == planned.id)).all()
    assert actions.count("ballots.non_arrival_reported") == 5
    assert actions.count("ballots.non_arrival_alarm_raised") == 1


def test_one_paper_reported_again_and_again_is_one_report(planned: Contest, papers: list[Paper], helpline: Account) -> None:
    report(helpline, [papers[0]] * 5)
    assert queries.reported_by_district(planned) == {"CF11": 1}
    assert alarms(planned) == []


def test_reports_from_everywhere_raise_nothing(planned: Contest, papers: list[Paper], helpline: Account) -> None:
    report(helpline, [papers[0], *papers[30:60]])
    assert alarms(planned) == []


def test_a_paper_sent_by_email_or_abroad_is_refused(papers: list[Paper], helpline: Account) -> None:
    papers[0].channel = Channel.EMAIL
    for paper, why in ((papers[0], "e-mail"), (papers[-1], "UK postcode")):
        with pytest.raises(Refused, match=why):
            services.report_non_arrival(as_actor(helpline), paper)


def test_a_paper_that_may_still_come_is_not_reported_yet(
    planned: Contest, papers: list[Paper], helpline: Account, returning_officer: Account
) -> None:
    with standing_at(EARLY):
        services.adopt(as_actor(returning_officer), planned, GOOD)
        with pytest.raises(Refused, match="may still come"):
            services.report_non_arrival(as_actor(helpline), papers[0])
    with standing_at(FEBRUARY):
        assert services.report_non_arrival(as_actor(helpline), papers[0]).outward == "CF11"


def test_an_alarm_is_cleared_with_a_reason_and_comes_again_with_more(
    planned: Contest, papers: list[Paper], helpline: Account, organiser: Account
) -> None:
    report(helpline, papers[:5])
    (alarm,) = queries.alarms_of(planned)
    with pytest.raises(Refused, match="reason"):
        services.clear_non_arrival_alarm(as_actor(organiser), alarm, " ")
    services.clear_non_arrival_alarm(as_actor(organiser), alarm, "The office found a tray and delivers it today")
    with pytest.raises(Refused, match="already"):
        services.clear_non_arrival_alarm(as_actor(organiser), alarm, "Again")
    assert alarms(planned) == [("CF11", 5, 10, False)]
    report(helpline, papers[5:6])
    assert alarms(planned) == [("CF11", 6, 10, True), ("CF11", 5, 10, False)]


def test_the_database_keeps_one_report_of_a_paper_and_one_open_alarm_of_a_district(
    session: Session, planned: Contest, papers: list[Paper]
) -> None:
    told = {"contest_id": planned.id, "paper_id": papers[0].id, "outward": "CF11", "reported_at": now(), "reported_by_name": "A test"}
    raised = {
        "contest_id": planned.id, "outward": "CF11", "raised_at": now(), "reported": 3, "posted": 9, "expected": 0.1, "likelihood": 0.01,
        "cleared_by_name": "", "cleared_reason": "",
    }  # fmt: skip
    for table, row in ((NonArrival, told), (NonArrivalAlarm, raised)):
        session.execute(insert(table), [row])
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(table), [row])


def test_who_may_not_answer_records_nothing(papers: list[Paper], scrutineer: Account, helpline: Account, planned: Contest) -> None:
    with pytest.raises(NotAllowed):
        services.report_non_arrival(as_actor(scrutineer), papers[0])
    with pytest.raises(NotAllowed):
        services.enter_offices(as_actor(helpline), planned, [services.Office(outward="CF11", name="Swyddfa Sampl")])


def test_the_helpline_reports_by_number_and_reads_no_more(
    client: PageClient, sign_in: SignIn, planned: Contest, papers: list[Paper], helpline: Account
) -> None:
    sign_in(client, helpline)
    where = f"/contests/{planned.slug}/ballot/not-come"
    number = papers[0].roll_entry.membership_number
    assert "The report is recorded." in client.submit(f"{where}/report", follow=True, membership_number=f" {number} ").text
    wrong = client.submit(f"{where}/report", membership_number="S9999999")
    assert (wrong.status_code, "Check the number" in wrong.text, "S9999999" in wrong.text) == (422, True, True)
    assert client.get(where).status_code == 403
    assert queries.reported_by_district(planned) == {"CF11": 1}


def test_the_page_shows_the_alarm_with_the_office_and_clears_it(
    client: PageClient, sign_in: SignIn, planned: Contest, papers: list[Paper], helpline: Account, returning_officer: Account
) -> None:
    report(helpline, papers[:5])
    where = f"/contests/{planned.slug}/ballot/not-come"
    sign_in(client, returning_officer)
    client.submit(f"{where}/offices", offices="cf11, Swyddfa Sampl, 029 0000 0000\n\nSA1\tSample Office\t01792 000000")
    page = client.get(where).text
    assert all(said in page for said in ("Swyddfa Sampl", "029 0000 0000", "District: CF11"))
    assert not any(paper.roll_entry.membership_number in page for paper in papers[:5])
    (alarm,) = queries.alarms_of(planned)
    cleared = client.submit(f"{where}/alarms/{alarm.id}/clear", follow=True, reason="Found in a tray").text
    assert ("Found in a tray" in cleared, "Alarm: more papers" in cleared) == (True, False)


@pytest.mark.parametrize(("typed", "line"), [
    ("CF11, Swyddfa Sampl\nnowhere, X", "Line 2"), ("CF11", "Line 1"), ("CF11,,029", "Line 1"),
    ("CF11, A\nSA1, B\nCF11, C", "Second line: 3"),
])  # fmt: skip
def test_offices_that_cannot_be_read_name_the_line_and_lose_nothing(
    client: PageClient, sign_in: SignIn, planned: Contest, returning_officer: Account, typed: str, line: str
) -> None:
    sign_in(client, returning_officer)
    answer = client.submit(f"/contests/{planned.slug}/ballot/not-come/offices", offices=typed)
    assert (answer.status_code, line in answer.text) == (422, True)
    assert typed.rsplit("\n", maxsplit=1)[-1] in answer.text
    assert queries.offices_of(planned) == []
