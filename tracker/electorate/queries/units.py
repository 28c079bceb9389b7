"""A roll counted by unit: branch, council area, and how people vote."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from tracker.directory.models import Area
from tracker.electorate.models import Roll, RollEntry
from tracker.extensions import db
from tracker.rules.electorate import Eligibility, VoterClass


@dataclass(frozen=True)
class UnitCount:
    """How many people of one unit are on a roll, and how many of them may vote, have an e-mail address, share one."""

    name: str
    people: int
    may_vote: int
    with_email: int
    shared_email: int


MAY_VOTE = RollEntry.eligibility == Eligibility.ELIGIBLE
SUMS = tuple(
    func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
    for condition in (MAY_VOTE, MAY_VOTE & (RollEntry.email_key != ""), RollEntry.shared_email)
)


def by_branch(roll: Roll) -> Sequence[UnitCount]:
    """Each branch by name; the people without one under an empty name."""
    query = select(RollEntry.branch, func.count(), *SUMS).where(RollEntry.roll_id == roll.id).group_by(RollEntry.branch)
    return [_counted(*row) for row in db.session.execute(query.order_by(RollEntry.branch)).all()]


def by_council(roll: Roll) -> Sequence[UnitCount]:
    """Each council area by name; the people without one under an empty name, last."""
    query = select(RollEntry.council_gss, func.count(), *SUMS).where(RollEntry.roll_id == roll.id).group_by(RollEntry.council_gss)
    rows = [tuple(row) for row in db.session.execute(query)]
    codes = [row[0] for row in rows]
    names = {area.gss: area.name for area in db.session.scalars(select(Area).where(Area.gss.in_(codes)))}
    return sorted((_counted(names.get(row[0], ""), *row[1:]) for row in rows), key=lambda unit: (unit.name == "", unit.name))


def by_class(roll: Roll) -> Sequence[tuple[VoterClass, Sequence[tuple[Eligibility, int]]]]:
    """Each class of voter with how many may vote, and how many may not for each reason."""
    columns = (RollEntry.voter_class, RollEntry.eligibility)
    rows = db.session.execute(select(*columns, func.count()).where(RollEntry.roll_id == roll.id).group_by(*columns)).all()
    found = {(voter_class, reason): count for voter_class, reason, count in rows}
    return [
        (one, [(reason, found[one, reason]) for reason in Eligibility if (one, reason) in found])
        for one in VoterClass if any(known == one for known, _reason in found)
    ]  # fmt: skip


def _counted(name: str, people: int, *sums: int) -> UnitCount:
    return UnitCount(name, people, *(int(number) for number in sums))
