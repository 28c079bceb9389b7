"""Freezing the list as a roll nobody can change, and proving that nobody did."""

from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Table, and_, false, func, insert, literal, select, text

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.directory.models import Area
from tracker.electorate import canonical
from tracker.electorate.models import Elector, Roll, RollEntry
from tracker.electorate.models.details import COPIED
from tracker.electorate.services.recompute import recompute
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.rules.contests import ENDED_STATES
from tracker.rules.electorate import Eligibility

history.sentences(**{
    "electorate.frozen": _l("Roll frozen: %(subject)s"),
    "electorate.verified": _l("Roll checked against its hash: %(subject)s"),
})

ENTRIES = cast(Table, RollEntry.__table__)


def freeze(actor: Actor, contest: Contest, note: str = "") -> Roll:
    """The list as it stands now becomes the contest's next roll: copied, hashed, counted. Raises Refused."""
    require(actor, Permission.FREEZE_ROLL, contest)
    if contest.state in ENDED_STATES:
        raise Refused(gettext("This contest is over: its roll stays as it is."))
    take_turn(f"roll:{contest.id}")
    _keep_still()
    recompute(actor, contest)
    listed = and_(Elector.contest_id == contest.id, Elector.is_listed)
    people = canonical.of_list(_shares_email(contest), listed)
    sha256, count = canonical.hash_of(people, contest.joined_by, contest.paid_up_by)
    if not count:
        raise Refused(gettext("There is nobody on the list. Import it first."))
    eligible = db.session.scalar(select(func.count()).where(listed, Elector.eligibility == Eligibility.ELIGIBLE)) or 0
    newest = db.session.scalar(select(func.max(Roll.number)).where(Roll.contest_id == contest.id)) or 0
    roll = Roll(
        contest=contest, number=newest + 1, frozen_at=now(), frozen_by_id=actor.account_id, frozen_by_name=actor.name,
        joined_by=contest.joined_by, paid_up_by=contest.paid_up_by, entry_count=count, eligible_count=eligible, sha256=sha256, note=note,
    )  # fmt: skip
    db.session.add(roll)
    db.session.flush()
    _copy(roll, listed, _shares_email(contest))
    difference = {"people": (None, count), "may_vote": (None, eligible), "sha256": (None, sha256)}
    history.record(actor, "electorate.frozen", roll, difference=difference, reason=note, contest_id=contest.id)
    return roll


def recomputed_hash(roll: Roll) -> str:
    """The SHA-256 of what is stored of a roll now: the same as at the freeze, or somebody changed it behind our back."""
    return canonical.hash_of(canonical.of_roll(roll), roll.joined_by, roll.paid_up_by)[0]


def verify(actor: Actor, roll: Roll) -> bool:
    """Whether a roll is still what was frozen; asked and answered in the history."""
    require(actor, Permission.READ_ELECTORATE, roll)
    holds = recomputed_hash(roll) == roll.sha256
    history.record(actor, "electorate.verified", roll, difference={"holds": (None, holds)}, contest_id=roll.contest_id)
    return holds


def _keep_still() -> None:
    """Nobody changes the list while it is read twice. SQLite has the one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE elector IN SHARE MODE"))


def _shares_email(contest: Contest) -> ColumnElement[bool]:
    """Whether another person who may vote has the same e-mail address."""
    shared = (
        select(Elector.email_key)
        .where(Elector.contest_id == contest.id, Elector.is_listed, Elector.eligibility == Eligibility.ELIGIBLE, Elector.email_key != "")
        .group_by(Elector.email_key).having(func.count() > 1)
    )  # fmt: skip
    return func.coalesce(and_(Elector.email_key.in_(shared), Elector.eligibility == Eligibility.ELIGIBLE), false())


def _copy(roll: Roll, listed: ColumnElement[bool], shared: ColumnElement[bool]) -> None:
    copied: list[Any] = [getattr(Elector, name) for name in COPIED]
    source = (
        select(literal(roll.id), Elector.id, func.coalesce(Area.gss, ""), shared, *copied)
        .outerjoin(Area, Area.id == Elector.council_id).where(listed).order_by(Elector.membership_number)
    )  # fmt: skip
    db.session.execute(insert(ENTRIES).from_select(["roll_id", "elector_id", "council_gss", "shared_email", *COPIED], source))
