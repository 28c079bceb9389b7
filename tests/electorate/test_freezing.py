"""Freezing: what is copied, hashed and counted; that it holds; and what differs from it later."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.electorate.conftest import MakeElector
from tests.support.people import as_actor
from tracker.access.actor import Actor
from tracker.access.can import NotAllowed
from tracker.accounts.models import Account
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate import services
from tracker.electorate.models import Roll, RollEntry
from tracker.electorate.queries import units
from tracker.electorate.queries.comparing import Compared, Pair
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.contests import ContestState
from tracker.rules.electorate import Difference, Eligibility, LetterFormat, LetterLanguage, VoterClass


@pytest.fixture
def returning(returning_officer: Account) -> Actor:
    return as_actor(returning_officer)


def shared(session: Session, roll: Roll) -> set[str]:
    return set(session.scalars(select(RollEntry.membership_number).where(RollEntry.roll_id == roll.id, RollEntry.shared_email)))


def test_a_roll_is_a_copy_of_who_is_listed(session: Session, contest: Contest, returning: Actor, make_elector: MakeElector) -> None:
    make_elector("S002", last_name="Llŷr-Sample", language=LetterLanguage.WELSH, branch="Grangetown")
    make_elector("S001", eligibility=Eligibility.IN_ARREARS)
    make_elector("S003", is_listed=False, left_on=date(2026, 1, 1))
    contest.joined_by = date(2026, 1, 31)
    roll = services.freeze(returning, contest, "For the ballot papers")
    found = session.scalars(select(RollEntry).where(RollEntry.roll_id == roll.id).order_by(RollEntry.membership_number)).all()
    assert [(one.membership_number, one.last_name) for one in found] == [("S001", "ap Sample"), ("S002", "Llŷr-Sample")]
    assert (found[1].language, found[1].branch, found[1].number_hash != "") == (LetterLanguage.WELSH, "Grangetown", True)
    assert (roll.number, roll.entry_count, roll.eligible_count) == (1, 2, 1)
    assert (roll.joined_by, roll.note) == (date(2026, 1, 31), "For the ballot papers")
    assert services.freeze(returning, contest).number == 2
    told = session.scalars(select(HistoryEntry).where(HistoryEntry.action == "electorate.frozen")).first()
    assert told
    assert told.difference["sha256"] == [None, roll.sha256]


def test_the_hash_is_over_the_form_the_documents_describe(
    session: Session, contest: Contest, returning: Actor, make_elector: MakeElector, area: Area
) -> None:
    make_elector(
        "a2", title="Ms", first_name="Siân", last_name="Llŷr", address_1="12 Sample Street", address_2="CARDIFF", postcode="CF11 9HA",
        email="S@Example.invalid", phone="029", language=LetterLanguage.WELSH, voter_class=VoterClass.AFFILIATED_SUPPORTER,
        joined_on=date(2020, 2, 1), paid_up_to=date(2026, 12, 31), branch="Grangetown", council_id=area.id, email_consent=False,
        post_objection=True, format=LetterFormat.BRAILLE,
    )  # fmt: skip
    make_elector("B1", first_name="", last_name="Sia\u0302n", email_consent=None)
    contest.paid_up_by = date(2026, 3, 31)
    records = [
        ["tracker-roll-1", "", "2026-03-31"],
        ["B1", "", "", "Siân", *[""] * 9, "en", "member", "", "", "", "", "", "no", "standard", "eligible", "no"],
        ["a2", "Ms", "Siân", "Llŷr", "12 Sample Street", "CARDIFF", "", "", "", "", "CF11 9HA", "S@Example.invalid", "029", "cy",
         "affiliated_supporter", "2020-02-01", "2026-12-31", "Grangetown", "X10000001", "no", "yes", "braille", "eligible", "no"],
    ]  # fmt: skip
    canonical = "".join("\x1f".join(record) + "\x1e" for record in records)
    assert services.freeze(returning, contest).sha256 == hashlib.sha256(canonical.encode()).hexdigest()


def test_a_roll_holds_until_somebody_changes_the_database_itself(
    session: Session, contest: Contest, returning: Actor, make_elector: MakeElector
) -> None:
    one = make_elector("S001", email="gwyn@example.invalid")
    make_elector("S002", email="GWYN@example.invalid")
    roll = services.freeze(returning, contest)
    services.edit(returning, one, {"last_name": "Otherwise"})
    assert services.verify(returning, roll)
    if session.connection().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER roll_entry_no_update"))
    else:
        session.execute(text("ALTER TABLE roll_entry DISABLE TRIGGER ALL"))
    session.execute(text("UPDATE roll_entry SET email = 'other@example.invalid' WHERE membership_number = 'S001'"))
    assert not services.verify(returning, roll)


def test_who_shares_an_address_with_another_voter_gets_post(
    session: Session, contest: Contest, returning: Actor, make_elector: MakeElector
) -> None:
    make_elector("S001", email="home@example.invalid")
    make_elector("S002", email="Home@Example.invalid")
    make_elector("S003", email="alone@example.invalid")
    make_elector("S004", email="alone@example.invalid", eligibility=Eligibility.DECEASED)
    make_elector("S005")
    make_elector("S006")
    assert shared(session, services.freeze(returning, contest)) == {"S001", "S002"}


def test_nobody_freezes_an_empty_list_or_one_of_a_contest_that_is_over(
    session: Session, contest: Contest, returning: Actor, make_elector: MakeElector
) -> None:
    with pytest.raises(Refused, match="Import it first"):
        services.freeze(returning, contest)
    make_elector()
    contest.state, contest.cancelled_at, contest.cancellation_reason = ContestState.CANCELLED, contest.created_at, "For the test"
    with pytest.raises(Refused, match="over"):
        services.freeze(returning, contest)


def test_an_organiser_does_not_freeze(contest: Contest, organiser: Account, make_elector: MakeElector) -> None:
    make_elector()
    with pytest.raises(NotAllowed):
        services.freeze(as_actor(organiser), contest)


def test_a_roll_is_counted_by_unit(session: Session, contest: Contest, returning: Actor, make_elector: MakeElector, area: Area) -> None:
    make_elector("S001", branch="A", council_id=area.id, email="home@example.invalid")
    make_elector("S002", branch="A", email="home@example.invalid")
    make_elector("S003", eligibility=Eligibility.SUSPENDED, voter_class=VoterClass.REGISTERED_SUPPORTER)
    roll = services.freeze(returning, contest)
    assert [(one.name, one.people, one.may_vote, one.shared_email) for one in units.by_branch(roll)] == [("", 1, 0, 0), ("A", 2, 2, 2)]
    assert [(one.name, one.people) for one in units.by_council(roll)] == [(area.name, 1), ("", 2)]
    assert units.by_class(roll) == [
        (VoterClass.MEMBER, [(Eligibility.ELIGIBLE, 2)]), (VoterClass.REGISTERED_SUPPORTER, [(Eligibility.SUSPENDED, 1)])
    ]  # fmt: skip


def test_what_differs_later(session: Session, contest: Contest, returning: Actor, make_elector: MakeElector) -> None:
    people = [make_elector(f"S{number}", address_1="1 Sample Street", email=f"p{number}@example.invalid") for number in range(1, 7)]
    roll = services.freeze(returning, contest)
    assert Pair(contest, roll, None).counts() == Compared(0, 0, 0, 0, 0)
    services.edit(returning, people[0], {"address_1": "2 Sample Street"})
    services.edit(returning, people[1], {"email": "new@example.invalid"})
    services.edit(returning, people[2], {"email": "P3@EXAMPLE.invalid", "last_name": "Otherwise"})
    people[3].is_listed, people[3].left_on = False, date(2026, 3, 2)
    make_elector("S7")
    make_elector("S8")
    later = services.freeze(returning, contest)
    for newer in (None, later):
        pair = Pair(contest, roll, newer)
        assert pair.counts() == Compared(came=2, went=1, address=1, email=1, name=1)
        told = {kind: [row.number for row in session.execute(pair.people(kind).order_by("number"))] for kind in Difference}
        assert told == {
            Difference.CAME: ["S7", "S8"], Difference.WENT: ["S4"], Difference.ADDRESS: ["S1"], Difference.EMAIL: ["S2"],
            Difference.NAME: ["S3"],
        }  # fmt: skip
    row = session.execute(Pair(contest, roll, later).people(Difference.ADDRESS)).one()
    assert (row.old_address_1, row.new_address_1) == ("1 Sample Street", "2 Sample Street")
