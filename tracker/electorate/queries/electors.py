"""Electors: one within the contest, and the list a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from tracker.access.actor import Actor
from tracker.access.can import where_can
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.directory.models import Area
from tracker.electorate.hashing import email_key
from tracker.electorate.models import Elector, elector_columns
from tracker.extensions import db
from tracker.rules.directory import AreaKind
from tracker.rules.electorate import Eligibility, VoterClass
from tracker.rules.names import search_key

SORTS: dict[str, tuple[Any, ...]] = {
    "name": (Elector.name_key, Elector.id),
    "number": (Elector.membership_number,),
    "branch": (Elector.branch, Elector.name_key, Elector.id),
}
NO_COUNCIL = 0


def elector_in(contest_slug: str, elector_id: int) -> Elector:
    """The elector of that number, within the contest. Raises NotFound."""
    contest = contest_by_slug(contest_slug)
    elector = db.session.get(Elector, elector_id)
    if elector is None or elector.contest_id != contest.id:
        raise NotFound
    return elector


def visible_electors(actor: Actor) -> Select[Any]:
    """Every elector `actor` may read: exactly those `can(actor, READ_ELECTORATE, elector)` is true of."""
    return select(Elector).join(Elector.contest).where(where_can(actor, Permission.READ_ELECTORATE, elector_columns()))


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of a list is wanted; nothing said, nothing left out but those who left."""

    text: str = ""
    eligibility: Eligibility | None = None
    voter_class: VoterClass | None = None
    council_id: int | None = None
    branch: str = ""
    which: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """The filters as conditions on electors."""
        found: list[ColumnElement[bool]] = [Elector.is_listed.is_(self.which != "left")]
        for column, wanted in ((Elector.eligibility, self.eligibility), (Elector.voter_class, self.voter_class)):
            if wanted is not None:
                found.append(column == wanted)
        if self.council_id is not None:
            found.append(Elector.council_id.is_(None) if self.council_id == NO_COUNCIL else Elector.council_id == self.council_id)
        if self.branch:
            found.append(func.lower(Elector.branch).contains(self.branch.lower(), autoescape=True))
        if self.text:
            found.append(_answers(self.text))
        if self.which in WHICH:
            found.append(WHICH[self.which])
        return found


WHICH: dict[str, ColumnElement[bool]] = {
    "held": Elector.contact_held_at.is_not(None),
    "by_hand": Elector.eligibility_by_hand.is_(True),
    "no_address": and_(Elector.address_1 == "", Elector.email == ""),
    "no_date": or_(Elector.joined_on.is_(None), and_(Elector.voter_class == VoterClass.MEMBER, Elector.paid_up_to.is_(None))),
}


def listed(contest: Contest, filters: Filters) -> Select[Any]:
    """The contest's electors that `filters` lets through."""
    people = select(Elector).where(Elector.contest_id == contest.id, *filters.conditions())
    return people.options(joinedload(Elector.council))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The list in numbers, of those on it now."""

    listed: int
    eligible: int
    with_email: int
    no_address: int
    held: int
    no_date: int
    eligibility: Sequence[tuple[Eligibility, int]]


def figures_of(contest: Contest) -> Figures:
    """The figures of the contest's list."""
    here = (Elector.contest_id == contest.id, Elector.is_listed)
    counted = db.session.execute(
        select(
            func.count(), *(func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in (
                Elector.email_key != "", WHICH["no_address"], WHICH["held"], WHICH["no_date"],
            )),
        ).where(*here)
    ).one()  # fmt: skip
    by_reason = dict(db.session.execute(
        select(Elector.eligibility, func.count()).where(*here).group_by(Elector.eligibility)
    ).all())  # fmt: skip
    total, with_email, no_address, held, no_date = (int(number) for number in counted)
    return Figures(
        listed=total, eligible=by_reason.get(Eligibility.ELIGIBLE, 0), with_email=with_email, no_address=no_address, held=held,
        no_date=no_date, eligibility=[(reason, by_reason[reason]) for reason in Eligibility if reason in by_reason],
    )  # fmt: skip


def councils_of(contest: Contest) -> Sequence[Area]:
    """Every council area one may choose: those of the contest's area first, then the others, by name."""
    query = select(Area).where(Area.kind == AreaKind.PRINCIPAL_COUNCIL).order_by(Area.parent_id != contest.area_id, Area.name_en)
    return db.session.scalars(query).all()


def _answers(text: str) -> ColumnElement[bool]:
    """By number, by e-mail address, or by name: the last name first, or any of its words."""
    key = search_key(text)
    by_key = or_(
        Elector.membership_number == text, func.lower(Elector.membership_number).startswith(text.lower(), autoescape=True),
        Elector.email_key == email_key(text),
    )  # fmt: skip
    if not key:
        return by_key
    words = [or_(Elector.name_key.startswith(word, autoescape=True), Elector.name_key.contains(f" {word}", autoescape=True))
             for word in key.split()]  # fmt: skip
    return or_(by_key, and_(*words))
