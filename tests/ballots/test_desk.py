"""The re-issue desk: one live paper, the right list, reasons for every refusal, and nothing of the roll given away."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.ballots.desk import ADDRESS, OPEN, RIGHT, issue, request
from tests.electorate.conftest import MakeElector, MakeRoll, make_elector, make_roll
from tests.support.client import PageClient
from tests.support.people import SignIn, as_actor
from tracker.access.actor import Actor
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.models import CorrespondingNumber, DispatchRun, NonArrival, Paper, Reissue
from tracker.ballots.queries import desk
from tracker.contests.models import Contest, ContestRule
from tracker.electorate.models import RollEntry
from tracker.electorate.models.details import COPIED
from tracker.kernel.clock import from_local, local, standing_at
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import RuleForce
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperFormat, PaperState
from tracker.rules.reissue import Question, Refusal, ReissueOutcome, ReissueReason

__all__ = ["make_elector", "make_roll"]


@pytest.fixture
def entries(
    session: Session, planned: Contest, make_elector: MakeElector, make_roll: MakeRoll, returning_officer: Account
) -> list[RollEntry]:
    """Three people with a paper each: the first has an e-mail address, the second none, the third shares one."""
    people = [
        make_elector(
            "S001", first_name="Siân", last_name="Sample-Pugh", name_key="sample pugh sian", email="sian@example.invalid", **ADDRESS
        ),
        make_elector(
            "S002", first_name="Gwyn", last_name="ap Sample", name_key="ap sample gwyn", address_1="3 Other Road", postcode="CF10 2BB"
        ),
        make_elector("S003", first_name="Huw", last_name="Sample", name_key="sample huw", email="both@example.invalid", **ADDRESS),
    ]  # fmt: skip
    roll = make_roll(*people, sharing=people[2:])
    found = list(session.scalars(select(RollEntry).where(RollEntry.roll_id == roll.id).order_by(RollEntry.membership_number)))
    issue(session, planned, roll, found, returning_officer)
    return found


@pytest.fixture
def clerk(helpline: Account) -> Actor:
    return as_actor(helpline)


def asked(clerk: Actor, contest: Contest, entry: RollEntry, *args: object, **more: object) -> Reissue:
    with standing_at(OPEN):
        return services.answer(clerk, contest, entry, request(*args, **more))  # type: ignore[arg-type]  # what the test gives


def test_another_paper_ends_the_one_before_and_takes_the_next_number(
    session: Session, planned: Contest, entries: list[RollEntry], clerk: Actor
) -> None:
    made = asked(clerk, planned, entries[0])
    assert made.old_paper
    assert made.new_paper
    assert made.dispatch_run
    assert made.arrives_by
    assert (made.outcome, made.old_paper.state, made.new_paper.state) == (ReissueOutcome.GRANTED, PaperState.LOST, PaperState.LIVE)
    assert made.new_paper.replaces_id == made.old_paper.id
    assert session.get_one(CorrespondingNumber, made.new_paper.id).serial == 104
    assert local(made.dispatch_run.closes_at).replace(tzinfo=None) == datetime(2027, 2, 10, 17, 29)
    assert local(made.arrives_by).date() > datetime(2027, 2, 10).date()
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "ballots.paper_reissued")).one()
    assert "Siân" not in entry.subject_label
    assert "104" not in str(entry.difference)


@pytest.mark.parametrize(("reason", "state"), [
    (ReissueReason.LOST, PaperState.LOST), (ReissueReason.NOT_RECEIVED, PaperState.LOST), (ReissueReason.SPOILT, PaperState.SPOILT),
    (ReissueReason.WRONG_NAME, PaperState.CANCELLED), (ReissueReason.OTHER_FORMAT, PaperState.CANCELLED),
])  # fmt: skip
def test_each_reason_has_its_list(
    planned: Contest, entries: list[RollEntry], clerk: Actor, reason: ReissueReason, state: PaperState
) -> None:
    made = asked(clerk, planned, entries[0], Channel.POST, reason)
    assert desk.requests_of(planned, state) == [made]


def test_who_moved_gives_the_new_address_which_stays_at_the_desk(planned: Contest, entries: list[RollEntry], clerk: Actor) -> None:
    with pytest.raises(Refused, match="new address"):
        asked(clerk, planned, entries[0], Channel.POST, ReissueReason.MOVED)
    made = asked(clerk, planned, entries[0], Channel.POST, ReissueReason.MOVED, new_address="7 Newydd Road, CF11 3CC")
    assert (made.new_address, entries[0].address_1) == ("7 Newydd Road, CF11 3CC", "12 Stryd y Sampl")


def test_pressing_twice_makes_one(planned: Contest, session: Session, entries: list[RollEntry], clerk: Actor) -> None:
    paper = desk.issued_to(planned, entries[0])
    assert paper
    first = asked(clerk, planned, entries[0], paper_id=paper.id)
    assert asked(clerk, planned, entries[0], paper_id=paper.id) is first
    assert len(session.scalars(select(Paper).where(Paper.elector_id == entries[0].elector_id)).all()) == 2


@pytest.mark.parametrize(("who", "channel", "at", "more", "refusal"), [
    (0, Channel.POST, OPEN, {"answers": {**RIGHT, Question.POSTCODE: "CF10 9ZZ"}}, Refusal.IDENTITY),
    (0, Channel.POST, from_local(datetime(2027, 1, 20, 9)), {}, Refusal.NOT_OPEN),
    (0, Channel.POST, from_local(datetime(2027, 2, 16, 9)), {}, Refusal.POST_TOO_LATE),
    (0, Channel.EMAIL, from_local(datetime(2027, 2, 17, 9)), {}, Refusal.EMAIL_TOO_LATE),
    (0, Channel.EMAIL, from_local(datetime(2027, 2, 18, 12)), {}, Refusal.CLOSED),
    (0, Channel.POST, OPEN, {"format": PaperFormat.BRAILLE}, Refusal.NO_EDITION),
    (1, Channel.EMAIL, OPEN, {"answers": {Question.MEMBERSHIP_NUMBER: "S002", Question.POSTCODE: "CF10 2BB"}}, Refusal.NO_EMAIL),
    (2, Channel.EMAIL, OPEN, {"answers": {**RIGHT, Question.MEMBERSHIP_NUMBER: "S003"}}, Refusal.SHARED_EMAIL),
])  # fmt: skip
def test_a_refusal_is_kept_with_its_reason_and_the_paper_stays_live(
    planned: Contest, entries: list[RollEntry], clerk: Actor, who: int, channel: Channel, at: datetime, more: dict[str, object],
    refusal: Refusal,
) -> None:  # fmt: skip
    with standing_at(at):
        made = services.answer(clerk, planned, entries[who], request(channel, **more))
    assert (made.outcome, made.refusal, made.new_paper) == (ReissueOutcome.REFUSED, refusal, None)
    paper = desk.issued_to(planned, entries[who])
    assert paper is not None
    assert paper == made.old_paper
    assert desk.refused_of(planned) == [made]


def test_the_limit_of_the_contest_holds(session: Session, planned: Contest, entries: list[RollEntry], clerk: Actor) -> None:
    session.add(ContestRule(contest=planned, key="reissue_limit", value="1", force=RuleForce.HARD))
    session.flush()
    session.refresh(planned)
    assert asked(clerk, planned, entries[0]).outcome is ReissueOutcome.GRANTED
    assert asked(clerk, planned, entries[0]).refusal == Refusal.LIMIT


def test_an_edition_that_has_no_number_left_gives_no_paper(
    session: Session, planned: Contest, entries: list[RollEntry], clerk: Actor
) -> None:
    session.add(ContestRule(contest=planned, key="reissue_limit", value="9", force=RuleForce.HARD))
    session.flush()
    session.refresh(planned)
    given = [asked(clerk, planned, entries[0], Channel.EMAIL).refusal for _ in range(3)]
    assert given == ["", "", Refusal.NO_EDITION], "the edition that goes by e-mail has two numbers"


def test_the_desk_is_for_those_who_answer(planned: Contest, entries: list[RollEntry], candidate: Account, scrutineer: Account) -> None:
    for account in (candidate, scrutineer):
        with pytest.raises(NotAllowed):
            asked(as_actor(account), planned, entries[0])


@pytest.mark.parametrize(("text", "numbers"), [
    ("S002", ["S002"]), ("cf101aa", ["S001", "S003"]), ("sample", ["S001", "S003"]), ("Siân Sample-Pugh", ["S001"]),
    ("huw sample", ["S003"]),
    ("Sample Pugh Sian", ["S001"]), ("nobody", []), ("  ", []), ("CF10", []),
])  # fmt: skip
def test_people_are_found(planned: Contest, entries: list[RollEntry], text: str, numbers: list[str]) -> None:
    assert sorted(one.membership_number for one in desk.found(planned, text)) == numbers


def test_a_run_is_closed_and_the_next_begins(
    session: Session, planned: Contest, entries: list[RollEntry], clerk: Actor, organiser: Account
) -> None:
    first = asked(clerk, planned, entries[0]).dispatch_run
    assert first
    services.close_run(as_actor(organiser), first)
    with pytest.raises(Refused, match="closed already"):
        services.close_run(as_actor(organiser), first)
    again = request(answers={Question.MEMBERSHIP_NUMBER: "S002", Question.POSTCODE: "CF10 2BB"})
    with standing_at(OPEN):
        second = services.answer(clerk, planned, entries[1], again).dispatch_run
    assert second
    assert (first.number, second.number) == (1, 2)
    assert len(session.scalars(select(DispatchRun)).all()) == 2


def test_a_run_whose_hour_has_passed_takes_no_more(
    planned: Contest, session: Session, entries: list[RollEntry], clerk: Actor
) -> None:
    first = asked(clerk, planned, entries[0], Channel.EMAIL).dispatch_run
    with standing_at(from_local(datetime(2027, 2, 11, 9))):
        second = services.answer(clerk, planned, entries[0], request(Channel.EMAIL)).dispatch_run
    assert first
    assert second
    assert first.closed_at == first.closes_at
    assert second.number == 2
    assert session.scalars(select(HistoryEntry.subject_id).where(HistoryEntry.action == "ballots.run_closed")).all() == [first.id]


def test_the_helpline_answers_by_its_pages_and_sees_only_what_it_needs(
    planned: Contest, entries: list[RollEntry], helpline: Account, client: PageClient, sign_in: SignIn
) -> None:
    sign_in(client, helpline)
    with standing_at(OPEN):
        listed = client.get(f"/contests/{planned.slug}/ballot/desk?q=sample")
        assert "Siân Sample-Pugh" in listed.text
        person = f"/contests/{planned.slug}/ballot/desk/{entries[0].id}"
        shown = client.get(person)
        for kept in ("S001", "CF10 1AA", "Stryd y Sampl", "sian@example.invalid"):
            assert kept not in shown.text
        said = {"membership_number": "S001", "postcode": "CF10 1AA", "reason": "not_received", "channel": "post", "format": "standard"}
        answer = client.post(person, data={**said, "paper_id": ""}, follow_redirects=True)
        assert "the paper is there by" in answer.text
    assert client.get(f"/contests/{planned.slug}/ballot/replaced").status_code == 403
    assert client.get(f"/contests/{planned.slug}/electorate").status_code == 403


def test_who_reads_the_ballot_sees_the_three_lists_without_names(
    planned: Contest, entries: list[RollEntry], clerk: Actor, scrutineer: Account, client: PageClient, sign_in: SignIn
) -> None:
    made = asked(clerk, planned, entries[0], Channel.POST, ReissueReason.SPOILT)
    sign_in(client, scrutineer)
    lists = client.get(f"/contests/{planned.slug}/ballot/replaced").text
    assert made.label in lists
    assert "Siân" not in lists
    assert "S001" not in lists
    assert client.get(f"/contests/{planned.slug}/ballot/desk").status_code == 403
    run = made.dispatch_run
    assert run is not None
    for later, passed in ((timedelta(minutes=-1), False), (timedelta(minutes=1), True)):
        with standing_at(run.closes_at + later):
            runs = client.get(f"/contests/{planned.slug}/ballot/runs").text
        assert ("Its hour has passed" in runs) is passed


def test_a_refusal_says_what_can_be_done_instead_only_where_another_way_can(
    planned: Contest, entries: list[RollEntry], clerk: Actor, helpline: Account, client: PageClient, sign_in: SignIn
) -> None:
    sign_in(client, helpline)
    with standing_at(from_local(datetime(2027, 2, 12, 9))):
        late = services.answer(clerk, planned, entries[0], request(Channel.POST))
        unknown = services.answer(clerk, planned, entries[0], request(Channel.POST, answers={}))
        pages = [client.get(f"/contests/{planned.slug}/ballot/desk/requests/{one.id}").text for one in (late, unknown)]
    assert [(one.refusal, "What can be done" in text) for one, text in zip((late, unknown), pages, strict=True)] == [
        (Refusal.POST_TOO_LATE, True), (Refusal.IDENTITY, False),
    ]  # fmt: skip


def test_a_paper_that_has_not_come_is_counted_in_its_district_once_it_is_due(
    session: Session, planned: Contest, entries: list[RollEntry], clerk: Actor
) -> None:
    lost = asked(clerk, planned, entries[2], Channel.POST, answers={**RIGHT, Question.MEMBERSHIP_NUMBER: "S003"})
    missing = asked(clerk, planned, entries[0], Channel.POST, ReissueReason.NOT_RECEIVED)
    assert (lost.outcome, missing.outcome) == (ReissueOutcome.GRANTED, ReissueOutcome.GRANTED)
    reports = session.scalars(select(NonArrival)).all()
    assert [(one.paper_id, one.outward) for one in reports] == [(missing.old_paper_id, "CF10")]


def test_an_address_that_is_not_kept_sends_no_paper(
    session: Session, planned: Contest, entries: list[RollEntry], clerk: Actor, make_elector: MakeElector
) -> None:
    nowhere = make_elector("S009", first_name="Nest", last_name="Sample", name_key="sample nest", postcode="CF10 1AA")
    entry = RollEntry(roll=entries[0].roll, elector_id=nowhere.id, **{name: getattr(nowhere, name) for name in COPIED})
    session.add(entry)
    session.flush()
    first = session.scalars(select(Paper)).first()
    assert first
    session.add(Paper(
        contest=planned, issue_list=first.issue_list, edition=first.edition, roll_entry=entry, elector=nowhere, channel=Channel.POST,
        channel_reason=first.channel_reason, issued_at=first.issued_at,
    ))  # fmt: skip
    session.flush()
    said = {"answers": {**RIGHT, Question.MEMBERSHIP_NUMBER: "S009"}, "new_address": "7 Newydd Road"}
    assert asked(clerk, planned, entry, Channel.POST, ReissueReason.LOST, **said).refusal == Refusal.NO_ADDRESS
    assert asked(clerk, planned, entry, Channel.POST, ReissueReason.MOVED, **said).new_address == "7 Newydd Road"
