"""A roll goes to a candidate under a signed agreement: released, taken, withdrawn; each step in the history."""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest, ContestRule
from tracker.electorate.models import DataAgreement, Roll, RollRelease
from tracker.electorate.release_file import people, pieces_of
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import from_local, now
from tracker.kernel.errors import Refused
from tracker.rules.watermark import Fit, fits

history.sentences(**{
    "electorate.released": _l("Roll released to a candidate: %(subject)s"),
    "electorate.taken": _l("Released roll taken as a file: %(subject)s"),
    "electorate.release_withdrawn": _l("Release of a roll withdrawn: %(subject)s"),
})

RULE = "roll_to_candidates"
ALLOWED = frozenset({"yes", "y", "true", "1", "allowed", "ie", "oes"})
CODE_LETTERS, CODE_LENGTH = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10


def is_allowed(contest: Contest) -> bool:
    """Whether the contest's rules let candidates have the roll: the rule `roll_to_candidates` says yes."""
    value = db.session.scalar(select(ContestRule.value).where(ContestRule.contest_id == contest.id, ContestRule.key == RULE))
    return (value or "").strip().lower() in ALLOWED


def release(actor: Actor, agreement: DataAgreement, roll: Roll) -> RollRelease:
    """Let a candidate take `roll` until the agreement ends. Raises Refused."""
    require(actor, Permission.RELEASE_ROLL, agreement)
    contest = roll.contest
    if not is_allowed(contest):
        raise Refused(gettext("This contest does not let candidates have the roll. The rule roll_to_candidates must say yes."))
    if agreement.candidacy.contest_id != contest.id or not agreement.is_live:
        raise Refused(gettext("This agreement is not in force."))
    at = now()
    end = from_local(datetime.combine(agreement.expires_on, time())) + timedelta(days=1)
    made = RollRelease(
        agreement=agreement, roll=roll, released_at=at, released_by_id=actor.account_id, watermark=_new_code(),
        row_count=db.session.scalar(select(func.count()).select_from(people(roll.id, at).order_by(None).subquery())) or 0,
        sha256="0" * 64, expires_at=end,
    )  # fmt: skip
    made.sha256 = file_hash(made)
    db.session.add(made)
    db.session.flush()
    difference = {"people": (None, made.row_count), "roll": (None, roll.label), "expires_at": (None, end), "sha256": (None, made.sha256)}
    history.record(
        actor, "electorate.released", made, difference=difference, contest_id=contest.id, candidacy_id=agreement.candidacy_id
    )
    return made


def take(actor: Actor, given: RollRelease, reason: str) -> tuple[str, Iterator[bytes]]:
    """The file of a release, its name and its content in pieces; written in the history before a row leaves. Raises Refused."""
    require(actor, Permission.EXPORT_ROLL, given)
    if not given.is_live:
        raise Refused(gettext("This list can no longer be taken: its time is over, or it was withdrawn."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    history.changes(given, {"taken_at": given.taken_at or now(), "taken_count": given.taken_count + 1})
    history.record(
        actor, "electorate.taken", given, reason=reason, difference={"people": (None, given.row_count)},
        contest_id=given.roll.contest_id, candidacy_id=given.agreement.candidacy_id,
    )  # fmt: skip
    content = [piece.encode() for piece in pieces_of(given)]
    return f"roll-{given.roll.number}-{given.watermark}.csv", iter(content)


def withdraw_release(actor: Actor, given: RollRelease, reason: str) -> None:
    """Nobody takes this list any more. Raises Refused."""
    require(actor, Permission.RELEASE_ROLL, given)
    if given.withdrawn_at is not None:
        raise Refused(gettext("This release has been withdrawn already."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = history.changes(given, {"withdrawn_at": now(), "withdrawn_reason": reason})
    history.record(
        actor, "electorate.release_withdrawn", given, reason=reason, difference={"withdrawn_at": difference["withdrawn_at"]},
        contest_id=given.roll.contest_id, candidacy_id=given.agreement.candidacy_id,
    )  # fmt: skip


def file_hash(given: RollRelease) -> str:
    """SHA-256 of the file of a release, as hex."""
    digest = hashlib.sha256()
    for piece in pieces_of(given):
        digest.update(piece.encode())
    return digest.hexdigest()


def whose_copy(contest: Contest | None, lines: dict[str, str]) -> list[Fit]:
    """Which releases of the contest, or of any, a copy fits, the best first; `lines`: each address, by membership number."""
    codes = select(RollRelease.watermark).join(RollRelease.roll)
    if contest is not None:
        codes = codes.where(Roll.contest_id == contest.id)
    return fits(lines, db.session.scalars(codes).all())


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _each in range(CODE_LENGTH))
