"""Alarms, and the people they are about."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.directory.models import Area
from tracker.electorate.alarms import changes_of
from tracker.electorate.models import ContactAlarm, ContactChange, Elector
from tracker.extensions import db
from tracker.rules.electorate import UnitKind


def open_alarms(contest: Contest) -> Sequence[ContactAlarm]:
    """The alarms nobody has cleared, the newest first."""
    query = select(ContactAlarm).where(ContactAlarm.contest_id == contest.id, ContactAlarm.cleared_at.is_(None))
    return db.session.scalars(query.order_by(ContactAlarm.id.desc())).all()


def all_alarms(contest: Contest) -> Select[Any]:
    """Every alarm of the contest."""
    return select(ContactAlarm).where(ContactAlarm.contest_id == contest.id)


def alarm_in(contest_slug: str, alarm_id: int) -> ContactAlarm:
    """The alarm of that number, within the contest. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    alarm = db.session.get(ContactAlarm, alarm_id)
    if alarm is None or alarm.contest_id != contest.id:
        raise NotFound
    return alarm


def changed_people(alarm: ContactAlarm) -> Select[Any, Any]:
    """Each change an alarm is about, with the person."""
    changes = changes_of(alarm).subquery()
    return (
        select(ContactChange, Elector).join(Elector, Elector.id == ContactChange.elector_id)
        .where(ContactChange.id.in_(select(changes.c.id))).options(joinedload(Elector.council))
    )  # fmt: skip


def unit_name(alarm: ContactAlarm) -> str:
    """The unit as a person reads it: the branch, the council area, who made the changes; nothing for the whole list."""
    if alarm.unit_kind is not UnitKind.COUNCIL:
        return alarm.unit
    area = db.session.scalars(select(Area).where(Area.gss == alarm.unit)).one_or_none()
    return area.name if area else alarm.unit
