"""What is frozen stays: not even the database's own user changes a roll by mistake."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.electorate.conftest import MakeElector, MakeRoll
from tracker.contests.models import Contest
from tracker.electorate.models import Roll, RollEntry
from tracker.electorate.queries import audience, rolls


@pytest.mark.parametrize("change", [
    lambda: update(Roll).values(note="otherwise"), lambda: delete(RollEntry), lambda: update(RollEntry).values(email="x@example.invalid"),
])  # fmt: skip
def test_the_database_refuses_to_change_a_roll(
    session: Session, make_elector: MakeElector, make_roll: MakeRoll, change: Callable[[], object]
) -> None:
    make_roll(make_elector())
    with pytest.raises(DatabaseError, match="a frozen roll is never changed"):
        session.execute(change())  # type: ignore[call-overload]  # a statement of one kind or another


def test_the_latest_roll_and_its_people(session: Session, contest: Contest, make_elector: MakeElector, make_roll: MakeRoll) -> None:
    assert rolls.latest(contest) is None
    roll = make_roll(make_elector("S002", eligibility="in_arrears"), make_elector("S001"))
    assert rolls.latest(contest) is roll
    assert len(session.scalars(audience.entries(roll)).all()) == 2
    assert [one.membership_number for one in session.scalars(audience.entries(roll).where(audience.eligible()))] == ["S001"]
