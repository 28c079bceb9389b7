"""The issue list: who gets what and why, numbers that tell nothing, all or nothing."""

import hashlib
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.ballots.conftest import make_edition
from tests.electorate.conftest import MakeElector, make_elector
from tests.support.paper_world import ADDRESS, issued, open_edition, ready, returning
from tests.support.people import as_actor
from tests.support.world import make_contest
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.ballots import services
from tracker.ballots.issue_plan import plan_issue
from tracker.ballots.models import CorrespondingNumber, CustodyStep, Edition, Paper, PaperBatch
from tracker.ballots.services.issuing import recomputed_hash
from tracker.contests.models import Contest
from tracker.electorate import hashing
from tracker.electorate import services as electorate
from tracker.electorate.models import Roll, RollEntry, Suppression
from tracker.kernel.clock import now
from tracker.kernel.errors import Blocked, Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import ContestState
from tracker.rules.custody import BatchPurpose, Provenance, StepKind
from tracker.rules.electorate import Channel, Eligibility, LetterFormat, LetterLanguage, SuppressionReason
from tracker.rules.papers import ChannelReason, PaperFormat, PaperLanguages, PaperState

__all__ = ["make_elector"]

WHY = ChannelReason
PEOPLE: dict[str, dict[str, Any]] = {
    "own": {**ADDRESS, "email": "own@example.invalid"},
    "none": ADDRESS,
    "shared": {**ADDRESS, "email": "both@example.invalid"},
    "shared, no address": {"email": "both@example.invalid"},
    "came back": {**ADDRESS, "email": "back@example.invalid"},
    "large": {**ADDRESS, "email": "large@example.invalid", "format": LetterFormat.LARGE_PRINT},
    "nowhere": {},
    "may not vote": {**ADDRESS, "eligibility": Eligibility.IN_ARREARS},
}
EDITIONS = (("A", PaperFormat.STANDARD), ("E", PaperFormat.EMAIL), ("L", PaperFormat.LARGE_PRINT))
BOTH_WAYS = {
    "own": ("E", WHY.OWN_EMAIL), "none": ("A", WHY.NO_EMAIL), "shared": ("A", WHY.SHARED_EMAIL),
    "shared, no address": ("E", WHY.NO_ADDRESS),
    "came back": ("A", WHY.EMAIL_FAILS), "large": ("L", WHY.FORMAT_ASKED), "nowhere": ("A", WHY.NO_EMAIL),
}
BY_POST = dict.fromkeys(BOTH_WAYS, ("A", WHY.POST_ONLY)) | {"large": ("L", WHY.FORMAT_ASKED)}
BY_EMAIL = BOTH_WAYS | {"shared": ("E", WHY.EMAIL_ONLY)}


@pytest.fixture
def people(session: Session, contest: Contest, make_elector: MakeElector) -> Roll:
    """A roll with somebody for each case."""
    back = hashing.email_hash(hashing.salt(), "back@example.invalid")
    session.add(Suppression(channel=Channel.EMAIL, key_hash=back, reason=SuppressionReason.HARD_BOUNCE, added_at=now()))
    for name, details in PEOPLE.items():
        make_elector(name, **details)
    return electorate.freeze(returning(contest), contest)


@pytest.fixture
def editions(contest: Contest) -> list[Edition]:
    ready(contest)
    return [open_edition(contest, code, 100 * at + 1, 100 * at + 100, format=kind) for at, (code, kind) in enumerate(EDITIONS)]


@pytest.mark.parametrize(("channels", "expected"), [
    (["post", "email"], BOTH_WAYS), (["post"], BY_POST), (["email"], BY_EMAIL),
])  # fmt: skip
def test_a_paper_goes_the_way_the_rule_says(
    session: Session, contest: Contest, people: Roll, editions: list[Edition], channels: list[str], expected: dict[str, Any]
) -> None:
    contest.channels = channels
    plan = plan_issue(contest)
    made = services.make_issue_list(returning(contest), contest)
    papers = session.scalars(select(Paper)).all()
    assert {one.roll_entry.membership_number: (one.edition.code, one.channel_reason) for one in papers} == expected
    assert all((one.channel is Channel.EMAIL) == (one.edition.code == "E") for one in papers)
    assert (made.paper_count, made.post_count) == (7, sum(code != "E" for code, _why in expected.values()))
    assert (plan.papers, plan.by(Channel.POST), plan.nowhere, list(plan.blockers())) == (7, made.post_count, 1, [])


def test_each_paper_bears_a_number_of_its_edition_and_the_numbers_are_dealt_by_lot(session: Session, contest: Contest) -> None:
    issued(contest, session, people=60)
    query = select(CorrespondingNumber.serial).join(Paper, Paper.id == CorrespondingNumber.paper_id).join(RollEntry)
    serials = list(session.scalars(query.order_by(RollEntry.membership_number)))
    assert sorted(serials) == list(range(1, 61))
    assert serials != sorted(serials)


def test_the_hash_is_over_number_channel_and_format_as_documented(session: Session, contest: Contest) -> None:
    made = issued(contest, session, people=2)
    told = "tracker-issue-1\x1eS0000000\x1femail\x1femail\x1eS0000001\x1femail\x1femail\x1e"
    assert made.sha256 == hashlib.sha256(told.encode()).hexdigest() == recomputed_hash(made)[0]
    entry = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "ballots.issue_list_made")).one()
    assert (entry.difference["papers"], entry.difference["sha256"]) == ([None, 2], [None, made.sha256])


def test_nothing_is_written_where_an_edition_is_missing_or_too_small(session: Session, contest: Contest, people: Roll) -> None:
    open_edition(ready(contest), "A", 1, 2)
    with pytest.raises(Blocked) as refused:
        services.make_issue_list(returning(contest), contest)
    told = [str(one.message) for one in refused.value.blockers]
    assert any("Large print" in one for one in told)
    assert any("By e-mail" in one for one in told)
    assert any("Edition A has too few numbers. Numbers: 2. Papers needed: 4" in one for one in told)
    assert session.scalar(select(func.count()).select_from(Paper)) == 0


def test_an_edition_in_both_languages_is_preferred_and_one_in_the_persons_own_does(
    session: Session, contest: Contest, make_elector: MakeElector
) -> None:
    make_elector("S1", **ADDRESS, language=LetterLanguage.WELSH)
    make_elector("S2", **ADDRESS, language=LetterLanguage.ENGLISH)
    electorate.freeze(returning(contest), contest)
    open_edition(ready(contest), "W", 1, 10, languages=PaperLanguages.WELSH)
    with pytest.raises(Blocked):
        services.make_issue_list(returning(contest), contest)
    open_edition(contest, "N", 11, 20, languages=PaperLanguages.ENGLISH)
    assert {each.edition.code: each.roll_entry.membership_number for each in _made(contest, session)} == {"W": "S1", "N": "S2"}
    open_edition(contest, "B", 21, 30)
    assert {each.edition.code for each in _made(contest, session)} == {"B"}


def _made(contest: Contest, session: Session) -> list[Paper]:
    services.make_issue_list(returning(contest), contest, reason="For this test")
    return list(session.scalars(select(Paper)))


def test_a_list_is_made_again_only_with_a_reason_and_while_nothing_was_handed_over(session: Session, contest: Contest) -> None:
    issued(contest, session)
    with pytest.raises(Refused, match="There is a list already"):
        services.make_issue_list(returning(contest), contest)
    again = services.make_issue_list(returning(contest), contest, reason="The roll was frozen anew")
    assert (again.number, session.scalar(select(func.count()).select_from(Paper))) == (2, 10)
    edition = session.scalars(select(Edition).where(Edition.code == "E")).one()
    batch = PaperBatch(
        contest=contest, edition=edition, number=1, purpose=BatchPurpose.MAIN, serial_first=1, serial_last=10, quantity=10, made_at=now(),
        made_by_id=None,
    )  # fmt: skip
    session.add(CustodyStep(
        batch=batch, kind=StepKind.HANDED_OVER, at=now(), quantity=10, from_whom="A printer", to_whom="A house", said_by="A test",
        provenance=Provenance.OBSERVED, recorded_at=now(), recorded_by_id=None, recorded_by_name="A test",
    ))  # fmt: skip
    with pytest.raises(Blocked) as refused:
        services.make_issue_list(returning(contest), contest, reason="Once more")
    assert "handed over" in str(refused.value.blockers[0].message)


def test_papers_are_not_issued_before_the_shortlist_or_without_a_roll(contest: Contest, editions: list[Edition]) -> None:
    contest.state = ContestState.APPLICATIONS
    told = " ".join(str(one.message) for one in plan_issue(contest).blockers())
    assert "once the shortlist is published" in told
    assert "No roll is frozen yet" in told


def test_the_database_allows_one_live_paper_and_uses_no_number_twice(session: Session, contest: Contest) -> None:
    issued(contest, session, people=2)
    paper = session.scalars(select(Paper)).first()
    assert paper
    row = {column.name: getattr(paper, column.name) for column in Paper.__table__.columns if column.name != "id"}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(Paper.__table__.insert().values(**row))  # type: ignore[attr-defined]  # a table
    session.execute(Paper.__table__.insert().values(**{**row, "state": PaperState.LOST, "ended_at": now()}))  # type: ignore[attr-defined]  # a table
    other = session.scalars(select(Paper.id).where(Paper.state == PaperState.LOST)).one()
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(CorrespondingNumber).values(paper_id=other, contest_id=contest.id, serial=1))


def test_the_database_keeps_papers_within_their_contest_and_with_their_person(session: Session, contest: Contest) -> None:
    issued(contest, session, people=2)
    elsewhere = make_contest(contest.area, contest.party, "Exampleshire 2030", session)
    edition = make_edition(session, elsewhere)
    first, second = session.scalars(select(Paper).order_by(Paper.id))
    for wrong in ({"edition_id": edition.id}, {"contest_id": elsewhere.id}, {"elector_id": second.elector_id}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(update(Paper).where(Paper.id == first.id).values(**wrong, state=PaperState.LOST, ended_at=now()))
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(CorrespondingNumber).where(CorrespondingNumber.paper_id == first.id).values(contest_id=elsewhere.id))


def test_a_void_edition_makes_its_live_papers_void_and_says_why(session: Session, contest: Contest) -> None:
    made = issued(contest, session)
    edition = session.scalars(select(Edition).where(Edition.code == "E")).one()
    with pytest.raises(Refused, match="Give a reason"):
        services.move_edition(returning(contest), edition, "void")
    services.move_edition(returning(contest), edition, "void", reason="A name is missing on the paper")
    session.expire_all()
    assert set(session.scalars(select(Paper.state))) == {PaperState.VOID}
    assert (edition.voided_by_name, edition.void_reason) == ("Rhys Returning", "A name is missing on the paper")
    assert recomputed_hash(made)[0] == made.sha256


def test_only_the_returning_officer_makes_the_list(contest: Contest, organiser: Account, scrutineer: Account, officer: Account) -> None:
    for account in (organiser, scrutineer, officer):
        with pytest.raises(NotAllowed):
            services.make_issue_list(as_actor(account), contest)


def test_the_numbers_open_with_a_reason_and_every_opening_is_in_the_history(
    session: Session, contest: Contest, scrutineer: Account, organiser: Account
) -> None:
    issued(contest, session, people=3)
    with pytest.raises(NotAllowed):
        services.read_numbers(as_actor(organiser), contest, "Curious")
    with pytest.raises(Refused):
        services.read_numbers(as_actor(scrutineer), contest, " ")
    whole = b"".join(services.read_numbers(as_actor(scrutineer), contest, "A paper came twice")[1]).decode()
    one = b"".join(services.read_numbers(as_actor(scrutineer), contest, "A paper came twice", serial=2)[1]).decode()
    assert all(number in whole for number in ("S0000000", "S0000001", "S0000002"))
    assert sum(number in one for number in ("S0000000", "S0000001", "S0000002")) == 1
    entries = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "ballots.numbers_opened").order_by(HistoryEntry.id)).all()
    assert [(entry.reason, entry.difference) for entry in entries] == [
        ("A paper came twice", {"papers": [None, 3]}), ("A paper came twice", {"serial": [None, 2]}),
    ]  # fmt: skip
