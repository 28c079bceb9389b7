"""Who must not be written to: found by hash, whatever the capitals; lifted only with a reason."""

import pytest
from sqlalchemy.orm import Session

from tests.electorate.conftest import MakeElector, MakeRoll
from tests.support.world import make_contest
from tracker.access.actor import SYSTEM
from tracker.contests.models import Contest
from tracker.directory.models import Area, Body
from tracker.electorate import services
from tracker.electorate.models import Roll, RollEntry, Suppression
from tracker.electorate.queries import audience, suppressions
from tracker.kernel.errors import Refused
from tracker.kernel.history import HistoryEntry
from tracker.rules.electorate import Channel, SuppressionReason

GONE, UNSUBSCRIBED = SuppressionReason.GONE_AWAY, SuppressionReason.UNSUBSCRIBED


def kept_from(session: Session, roll: Roll, channel: Channel, contest_id: int | None = None) -> set[str]:
    query = audience.entries(roll).where(suppressions.suppressed(channel, contest_id))
    return set(session.scalars(query.with_only_columns(RollEntry.membership_number)))


def test_an_address_is_found_whatever_its_capitals(session: Session, make_elector: MakeElector, make_roll: MakeRoll) -> None:
    roll = make_roll(make_elector("S001", email="Gwyn@Example.invalid"), make_elector("S002", email="nia@example.invalid"))
    services.suppress_address(SYSTEM, "gwyn@example.INVALID", UNSUBSCRIBED)
    assert kept_from(session, roll, Channel.EMAIL) == {"S001"}
    assert kept_from(session, roll, Channel.POST) == set()


def test_a_person_is_found_by_number(session: Session, make_elector: MakeElector, make_roll: MakeRoll) -> None:
    roll = make_roll(make_elector("S001"), make_elector("S002"))
    services.suppress_person(SYSTEM, Channel.POST, "S002", GONE)
    assert kept_from(session, roll, Channel.POST) == {"S002"}
    assert kept_from(session, roll, Channel.EMAIL) == set()


def test_nobody_without_an_address_is_taken_for_another(session: Session, make_elector: MakeElector, make_roll: MakeRoll) -> None:
    roll = make_roll(make_elector("S001"), make_elector("S002", email="nia@example.invalid"))
    services.suppress_address(SYSTEM, "nia@example.invalid", SuppressionReason.HARD_BOUNCE)
    assert kept_from(session, roll, Channel.EMAIL) == {"S002"}


def test_it_outlives_the_person_and_says_no_name(session: Session, make_elector: MakeElector) -> None:
    kept = services.suppress_address(SYSTEM, "gwyn@example.invalid", UNSUBSCRIBED)
    assert "gwyn" not in " ".join(str(value) for value in (kept.label, kept.key_hash, kept.source))
    entry = session.query(HistoryEntry).filter_by(action="electorate.suppressed").one()
    assert "gwyn" not in f"{entry.subject_label} {entry.difference}"


def test_one_contest_or_everywhere(
    session: Session, make_elector: MakeElector, make_roll: MakeRoll, contest: Contest, other_area: Area, party: Body
) -> None:
    roll, other = make_roll(make_elector("S001"), make_elector("S002")), make_contest(other_area, party, "Elsewhere 2030", session)
    services.suppress_person(SYSTEM, Channel.POST, "S001", GONE, contest_id=other.id)
    services.suppress_person(SYSTEM, Channel.POST, "S002", GONE, contest_id=contest.id)
    assert kept_from(session, roll, Channel.POST) == set()
    assert kept_from(session, roll, Channel.POST, contest.id) == {"S002"}
    assert kept_from(session, roll, Channel.POST, other.id) == {"S001"}


def test_twice_is_once(session: Session) -> None:
    first = services.suppress_address(SYSTEM, "gwyn@example.invalid", UNSUBSCRIBED)
    assert services.suppress_address(SYSTEM, " GWYN@example.invalid", SuppressionReason.COMPLAINT) is first
    assert session.query(Suppression).count() == 1


def test_lifted_with_a_reason(session: Session, make_elector: MakeElector, make_roll: MakeRoll) -> None:
    roll = make_roll(make_elector("S001"))
    kept = services.suppress_person(SYSTEM, Channel.POST, "S001", GONE)
    with pytest.raises(Refused):
        services.lift(SYSTEM, kept, " ")
    services.lift(SYSTEM, kept, "Asked for letters again")
    assert kept_from(session, roll, Channel.POST) == set()
    with pytest.raises(Refused):
        services.lift(SYSTEM, kept, "Again")


def test_the_newest_suppression_of_a_person_comes_first(session: Session, make_elector: MakeElector, make_roll: MakeRoll) -> None:
    roll = make_roll(make_elector("S001", email="gwyn@example.invalid"))
    services.suppress_address(SYSTEM, "gwyn@example.invalid", UNSUBSCRIBED)
    services.suppress_person(SYSTEM, Channel.EMAIL, "S001", SuppressionReason.DECEASED)
    entry = session.scalars(audience.entries(roll)).one()
    assert [one.reason for one in suppressions.live_of(entry, Channel.EMAIL)] == [SuppressionReason.DECEASED, UNSUBSCRIBED]
