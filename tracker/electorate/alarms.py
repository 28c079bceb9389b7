"""The alarm over changed contact details: a list in which too many changed, or a person who changed too many in a day.

It holds mailings to the people whose details changed until somebody else has looked and cleared it.
"""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, func, select, true, update

from tracker.access.actor import Actor
from tracker.contests.models import Contest, ContestRule
from tracker.directory.models import Area
from tracker.electorate.models import ContactAlarm, ContactChange, Elector
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import from_local, now, today
from tracker.kernel.history import Author
from tracker.kernel.imports import ImportRun
from tracker.rules.alarms import Limits, is_alarming, limits_of
from tracker.rules.electorate import AlarmKind, UnitKind

history.sentences(**{"electorate.alarm_raised": _l("Alarm over changed contact details: %(subject)s")})

Counted = tuple[UnitKind, Any, int, int]


def limits(contest: Contest) -> Limits:
    """The contest's limits: its rules, or the defaults."""
    rules = db.session.execute(select(ContestRule.key, ContestRule.value).where(ContestRule.contest_id == contest.id))
    return limits_of(dict(rules.all()))


def after_a_list(run: ImportRun) -> int:
    """Raise an alarm for each unit in which a list changed too much; how many people's contact details it changed."""
    in_run = ContactChange.import_run_id == run.id
    changed = db.session.scalar(select(func.count(ContactChange.elector_id.distinct())).where(in_run)) or 0
    if changed:
        contest = db.session.get_one(Contest, run.scope_id)
        limit = limits(contest)
        for unit_kind, unit, count, of in _counted(run, changed):
            if is_alarming(count, of, limit):
                alarm = _raise(run.author, contest, AlarmKind.LIST, unit_kind, _called(unit_kind, unit), count, of, run.id)
                _hold(alarm)
    return changed


def after_an_edit(actor: Actor, contest: Contest) -> None:
    """Raise the alarm when one person has changed more people's contact details today than the contest allows for."""
    since = from_local(datetime.combine(today(), time()))
    by_hand = and_(
        ContactChange.contest_id == contest.id, ContactChange.import_run_id.is_(None), ContactChange.by_id == actor.account_id,
        ContactChange.changed_at >= since,
    )  # fmt: skip
    count = db.session.scalar(select(func.count(ContactChange.elector_id.distinct())).where(by_hand)) or 0
    if count <= limits(contest).changes_a_day:
        return
    open_one = db.session.scalars(select(ContactAlarm).where(
        ContactAlarm.contest_id == contest.id, ContactAlarm.kind == AlarmKind.PERSON, ContactAlarm.by_id == actor.account_id,
        ContactAlarm.since == since, ContactAlarm.cleared_at.is_(None),
    )).first()  # fmt: skip
    if open_one is None:
        listed = db.session.scalar(select(func.count()).where(Elector.contest_id == contest.id, Elector.is_listed)) or count
        open_one = _raise(actor, contest, AlarmKind.PERSON, UnitKind.PERSON, actor.name, count, max(listed, count), None, since)
    else:
        open_one.changed, open_one.share = count, _share(count, open_one.of)
    _hold(open_one)


def changes_of(alarm: ContactAlarm) -> Select[Any]:
    """The changes an alarm is about."""
    about: list[ColumnElement[bool]] = [ContactChange.contest_id == alarm.contest_id]
    if alarm.kind is AlarmKind.LIST:
        about.append(ContactChange.import_run_id == alarm.import_run_id)
    else:
        about += [ContactChange.import_run_id.is_(None), ContactChange.by_id == alarm.by_id, ContactChange.changed_at >= alarm.since]
        if alarm.cleared_at is not None:
            about.append(ContactChange.changed_at <= alarm.cleared_at)
    if alarm.unit_kind is UnitKind.BRANCH:
        about.append(ContactChange.branch == alarm.unit)
    if alarm.unit_kind is UnitKind.COUNCIL:
        about.append(ContactChange.council_id == select(Area.id).where(Area.gss == alarm.unit).scalar_subquery())
    return select(ContactChange).where(*about)


def release(alarm: ContactAlarm) -> None:
    """Let mailings reach the people of a cleared alarm again, but for those another open alarm is about."""
    db.session.flush()
    of_this = changes_of(alarm).with_only_columns(ContactChange.elector_id)
    query = select(ContactAlarm).where(ContactAlarm.contest_id == alarm.contest_id, ContactAlarm.cleared_at.is_(None))
    others = [changes_of(other).with_only_columns(ContactChange.elector_id) for other in db.session.scalars(query) if other is not alarm]
    kept = and_(true(), *(Elector.id.not_in(ids) for ids in others))
    _set_held(and_(Elector.id.in_(of_this), kept), None)


def _counted(run: ImportRun, changed: int) -> Iterator[Counted]:
    """Each unit with how many of its people changed, of how many who were on the list before this run."""
    were = (Elector.contest_id == run.scope_id, Elector.is_listed, Elector.import_run_id.is_distinct_from(run.id))
    everybody = db.session.scalar(select(func.count()).where(*were)) or changed
    yield UnitKind.WHOLE_LIST, "", changed, max(everybody, changed)
    for kind, of_change, of_elector, none in (
        (UnitKind.BRANCH, ContactChange.branch, Elector.branch, ""), (UnitKind.COUNCIL, ContactChange.council_id, Elector.council_id, None),
    ):  # fmt: skip
        counts = select(of_change, func.count(ContactChange.elector_id.distinct())).where(ContactChange.import_run_id == run.id)
        in_units = {unit: count for unit, count in db.session.execute(counts.group_by(of_change)) if unit != none}
        sizes = select(of_elector, func.count()).where(*were).group_by(of_elector)
        of = dict(db.session.execute(sizes).all())
        for unit, count in sorted(in_units.items()):
            yield kind, unit, count, max(of.get(unit, 0), count)


def _called(kind: UnitKind, unit: Any) -> str:
    return db.session.get_one(Area, unit).gss if kind is UnitKind.COUNCIL else str(unit)


def _raise(
    by: Author, contest: Contest, kind: AlarmKind, unit_kind: UnitKind, unit: str, changed: int, of: int, run_id: int | None,
    since: datetime | None = None,
) -> ContactAlarm:  # fmt: skip
    alarm = ContactAlarm(
        contest=contest, kind=kind, unit_kind=unit_kind, unit=unit, changed=changed, of=of, share=_share(changed, of),
        raised_at=now(), since=since or now(), by_id=by.account_id, import_run_id=run_id,
    )  # fmt: skip
    db.session.add(alarm)
    db.session.flush()
    difference = {"unit_kind": (None, unit_kind), "changed": (None, changed), "of": (None, of)}
    history.record(by, "electorate.alarm_raised", alarm, difference=difference, contest_id=contest.id)
    return alarm


def _hold(alarm: ContactAlarm) -> None:
    db.session.flush()
    held = Elector.id.in_(changes_of(alarm).with_only_columns(ContactChange.elector_id))
    _set_held(and_(held, Elector.contact_held_at.is_(None)), now())


def _set_held(whom: ColumnElement[bool], at: datetime | None) -> None:
    db.session.execute(update(Elector).where(whom).values(contact_held_at=at).execution_options(synchronize_session=False))
    db.session.expire_all()


def _share(changed: int, of: int) -> int:
    """In hundredths of a per cent."""
    return round(changed * 10_000 / of)
