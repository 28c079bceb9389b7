"""Making a contest and changing what is said about it."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.actor import Actor
from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.access.scope import Scope
from tracker.contests.models import Contest, Office
from tracker.contests.words import CONTEST_FIELDS
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.kernel import history, versions
from tracker.kernel.addresses import slug_of
from tracker.kernel.clock import local, now
from tracker.kernel.errors import Difference, Refused, StaleRecord
from tracker.kernel.formats import day
from tracker.rules.contests import ContestKind, CountMethod

history.sentences(**{
    "contests.created": _l("Contest created: %(subject)s"),
    "contests.edited": _l("Contest details changed: %(subject)s"),
    "contests.office-added": _l("Office added: %(subject)s"),
})  # fmt: skip

RESERVED = frozenset({"new"})
RECORDS = ("office", "area", "party")
TIMETABLE_DATES = ("ballot_closes_at", "dispatch_on", "polling_day", "joined_by", "paid_up_by")


@dataclass(frozen=True, kw_only=True)
class ContestDetails:
    """What an officer says about a contest."""

    title_en: str
    office: Office
    area: Area
    party: Body
    title_cy: str = ""
    kind: ContestKind = ContestKind.OPEN_SELECTION
    method: CountMethod = CountMethod.ELIMINATING_BALLOT
    seats: int = 1
    channels: list[str] = field(default_factory=list)
    ballot_closes_at: datetime | None = None
    dispatch_on: date | None = None
    polling_day: date | None = None
    joined_by: date | None = None
    paid_up_by: date | None = None
    statement_word_limit: int = 200
    source: str = ""
    dates_are_illustrative: bool = False

    def values(self) -> dict[str, Any]:
        """Every detail by its name."""
        return {detail.name: getattr(self, detail.name) for detail in fields(self)}


def create_contest(actor: Actor, details: ContestDetails, *, slug: str = "", is_demonstration: bool = False) -> Contest:
    """A new contest, in draft. Raises Refused when its address is taken or its place is not the actor's."""
    _refuse_foreign_place(actor, details, None)
    _refuse_disorder(details)
    contest = Contest(**details.values(), slug=slug or free_slug(details.title_en), is_demonstration=is_demonstration, created_at=now())
    add_contest(contest)
    history.record(actor, "contests.created", contest, contest_id=contest.id)
    return contest


def add_contest(contest: Contest) -> None:
    """Store a new contest. Raises Refused, naming the field, when its address is taken."""
    if contest.slug in RESERVED:
        raise Refused(gettext("Choose another address: this one is taken."), "slug")
    try:
        with db.session.begin_nested():
            db.session.add(contest)
    except IntegrityError:
        raise Refused(gettext("Choose another address: this one is taken."), "slug") from None


def edit_contest(actor: Actor, contest: Contest, details: ContestDetails, *, version: int | None = None) -> None:
    """Change what is said about `contest`. Once it has a timetable, its dates are moved there.

    Raises StaleRecord when somebody else saved first, Refused when the new place is not the actor's.
    """
    wanted = details.values()
    if contest.stages:
        wanted = {name: value for name, value in wanted.items() if name not in TIMETABLE_DATES}
    _expect(contest, version, wanted)
    _refuse_foreign_place(actor, details, contest.id)
    if not contest.stages:
        _refuse_disorder(details)
    difference = history.changes(contest, {name: value for name, value in wanted.items() if name not in RECORDS})
    for name in RECORDS:
        difference |= _exchange(contest, name, wanted[name])
    if difference:
        history.record(actor, "contests.edited", contest, difference=difference, contest_id=contest.id)


def new_office(actor: Actor, name_en: str, name_cy: str) -> Office:
    """An office not recorded yet; the recorded one if its name is known."""
    key = slug_of(name_en)
    office = db.session.scalars(select(Office).where(Office.key == key)).one_or_none()
    if office is None:
        office = Office(key=key, name_en=name_en, name_cy=name_cy)
        db.session.add(office)
        db.session.flush()
        history.record(actor, "contests.office-added", office)
    return office


def free_slug(title: str) -> str:
    """An address made from `title` that no contest has."""
    stem = slug_of(title)
    taken = set(db.session.scalars(select(Contest.slug).where(Contest.slug.startswith(stem)))) | RESERVED
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _refuse_foreign_place(actor: Actor, details: ContestDetails, contest_id: int | None) -> None:
    scope = Scope(contest_id=contest_id, area_id=details.area.id, party_id=details.party.id)
    if not can(actor, Permission.EDIT_CONTEST, scope):
        raise Refused(gettext("Choose an area or a party that is yours to look after."), "area")


def _refuse_disorder(details: ContestDetails) -> None:
    """Raise Refused for a day that cannot stand on its side of the close of the ballot, whatever the party's rules."""
    if details.ballot_closes_at is None:
        return
    closes = local(details.ballot_closes_at).date()
    for name in ("dispatch_on", "joined_by", "paid_up_by"):
        if (on := getattr(details, name)) and on > closes:
            said = gettext("This comes before the ballot closes. Enter a day no later than: %(day)s.", day=day(closes))
            raise Refused(said, name)
    if details.polling_day and details.polling_day < closes:
        said = gettext("The public poll comes after the ballot closes. Enter a day no earlier than: %(day)s.", day=day(closes))
        raise Refused(said, "polling_day")


def _expect(contest: Contest, version: int | None, wanted: dict[str, Any]) -> None:
    plain = {name: value for name, value in wanted.items() if name not in RECORDS}
    try:
        versions.expect_version(contest, version, plain, CONTEST_FIELDS)
    except StaleRecord as stale:
        stale.differences += [
            Difference(CONTEST_FIELDS[name], getattr(contest, name).name, wanted[name].name)
            for name in RECORDS
            if getattr(contest, name).id != wanted[name].id
        ]
        raise


def _exchange(contest: Contest, name: str, wanted: Any) -> dict[str, tuple[str, str]]:
    """Set a related record; answer the difference in words, since numbers tell a reader nothing."""
    before = getattr(contest, name)
    if before.id == wanted.id:
        return {}
    setattr(contest, name, wanted)
    return {name: (before.label, wanted.label)}
