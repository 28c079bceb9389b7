"""The people of a frozen roll, as a query to narrow."""

from sqlalchemy import ColumnElement, Select, select

from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.rules.electorate import Eligibility


def entries(roll: Roll) -> Select[RollEntry]:
    """Everybody on the roll, those who may not vote included."""
    return select(RollEntry).where(RollEntry.roll_id == roll.id)


def eligible() -> ColumnElement[bool]:
    """Whether a roll entry's person may vote."""
    return RollEntry.eligibility == Eligibility.ELIGIBLE


def held() -> ColumnElement[bool]:
    """Whether an alarm over changed contact details keeps mailings from a roll entry's person now."""
    return select(Elector.id).where(Elector.id == RollEntry.elector_id, Elector.contact_held_at.is_not(None)).exists()


def no_longer() -> ColumnElement[bool]:
    """Whether a roll entry's person has been found since the freeze to be dead, suspended, a duplicate and so on."""
    return select(Elector.id).where(Elector.id == RollEntry.elector_id, Elector.eligibility != Eligibility.ELIGIBLE).exists()
