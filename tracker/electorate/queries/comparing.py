"""Two lists side by side: who came, who went, whose address, e-mail or name is another. All in the database."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select

from tracker.contests.models import Contest
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.extensions import db
from tracker.rules.electorate import Difference

NAME = ("title", "first_name", "last_name")
ADDRESS = ("address_1", "address_2", "address_3", "address_4", "address_5", "address_6", "postcode")
SHOWN = ("id", "membership_number", *NAME, *ADDRESS, "email", "email_key", "branch")


@dataclass(frozen=True)
class Compared:
    """How many people differ, and in what."""

    came: int
    went: int
    address: int
    email: int
    name: int

    def of(self, difference: Difference) -> int:
        """The figure for one kind of difference."""
        return int(getattr(self, difference.value))


@dataclass(frozen=True)
class Pair:
    """The older list and the newer: a roll each, or the list as it stands (None)."""

    contest: Contest
    older: Roll
    newer: Roll | None

    def counts(self) -> Compared:
        """Count each kind of difference."""
        older, newer = self.sides()
        matched = and_(newer.c.membership_number == older.c.membership_number)
        kinds = [_differs(older, newer, kind) for kind in (Difference.ADDRESS, Difference.EMAIL, Difference.NAME)]
        sums = [func.coalesce(func.sum(case((kind, 1), else_=0)), 0) for kind in kinds]
        total, both, address, email, name = db.session.execute(
            select(func.count(), func.count(newer.c.id), *sums).select_from(older.outerjoin(newer, matched))
        ).one()
        newly = db.session.scalar(select(func.count()).select_from(newer)) or 0
        return Compared(came=newly - both, went=total - both, address=int(address), email=int(email), name=int(name))

    def people(self, difference: Difference) -> Select[Any]:
        """The people of one kind of difference, with what both lists say of them."""
        older, newer = self.sides()
        matched = and_(newer.c.membership_number == older.c.membership_number)
        if difference is Difference.CAME:
            joined, condition = newer.outerjoin(older, matched), and_(older.c.id.is_(None))
        elif difference is Difference.WENT:
            joined, condition = older.outerjoin(newer, matched), and_(newer.c.id.is_(None))
        else:
            joined, condition = older.join(newer, matched), _differs(older, newer, difference)
        number = func.coalesce(newer.c.membership_number, older.c.membership_number).label("number")
        both = [side.c[name].label(f"{when}_{name}") for when, side in (("old", older), ("new", newer)) for name in SHOWN]
        return select(number, *both).select_from(joined).where(condition)

    def sides(self) -> tuple[Subquery, Subquery]:
        """Both lists as queries: the older, then the newer."""
        return _side(self.contest, self.older, "older"), _side(self.contest, self.newer, "newer")


def _side(contest: Contest, roll: Roll | None, name: str) -> Subquery:
    model: Any = Elector if roll is None else RollEntry
    whose = and_(Elector.contest_id == contest.id, Elector.is_listed) if roll is None else RollEntry.roll_id == roll.id
    return select(*(getattr(model, column) for column in SHOWN)).where(whose).subquery(name)


def _differs(older: Subquery, newer: Subquery, difference: Difference) -> ColumnElement[bool]:
    columns = {Difference.ADDRESS: ADDRESS, Difference.EMAIL: ("email_key",), Difference.NAME: NAME}[difference]
    return or_(*(older.c[name] != newer.c[name] for name in columns))
