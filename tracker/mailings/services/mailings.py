"""Beginning and changing a mailing, writing what it says, choosing whom it is for. Only a draft is changed."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.electorate.models import Roll
from tracker.electorate.queries.rolls import latest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Difference, Refused, StaleRecord
from tracker.kernel.turns import take_turn
from tracker.kernel.versions import expect_version
from tracker.mailings.contents import FIELDS, digest, fields_of
from tracker.mailings.models import Mailing, MailingContent
from tracker.rules.audience import Audience
from tracker.rules.mailings import MailingState

LABELS = {
    "title": _l("Title"), "channel": _l("By"), "purpose": _l("Purpose"), "on_behalf": _l("On behalf of"),
    "candidacy_id": _l("Candidate"), "body_id": _l("Endorsing body"), "supplied_by": _l("Supplied by"), "paid_by": _l("Paid by"),
    "counts_towards_allowance": _l("Counts towards the candidate's allowance"), "allowance_rule": _l("Rule that says so"),
    "language_mode": _l("Language"), "service": _l("Postal service"), "unit_cost": _l("Cost of one, in pence"),
    "hand_over_at": _l("Handed to the mailing house"),
}  # fmt: skip

history.sentences(**{
    "mailings.begun": _l("Mailing begun: %(subject)s"),
    "mailings.edited": _l("Mailing changed: %(subject)s"),
    "mailings.written": _l("Text of a mailing written: %(subject)s"),
    "mailings.aimed": _l("Audience of a mailing chosen: %(subject)s"),
})  # fmt: skip


def begin(actor: Actor, contest: Contest, details: Mapping[str, Any]) -> Mailing:
    """A new draft over the roll frozen last. `details` by the names of LABELS. Raises Refused where they contradict each other."""
    require(actor, Permission.EDIT_MAILING, contest)
    _agree(details)
    take_turn(f"mailings-{contest.id}")
    last = db.session.scalar(select(func.max(Mailing.number)).where(Mailing.contest_id == contest.id)) or 0
    given: dict[str, Any] = dict(details)
    roll = latest(contest)
    mailing = Mailing(
        contest=contest, number=last + 1, created_at=now(), created_by_id=actor.account_id, audience=Audience().as_data(), **given
    )
    mailing.roll_id = roll.id if roll else None
    db.session.add(mailing)
    db.session.flush()
    _tell(actor, "mailings.begun", mailing)
    return mailing


def edit(actor: Actor, mailing: Mailing, details: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change what a draft is. Raises StaleRecord when somebody else saved first, Refused once it is submitted."""
    require(actor, Permission.EDIT_MAILING, mailing)
    _refuse_unless_draft(mailing)
    expect_version(mailing, version, details, LABELS)
    _agree(details)
    if difference := history.changes(mailing, details):
        _tell(actor, "mailings.edited", mailing, difference=difference)


def write(actor: Actor, mailing: Mailing, said: Mapping[str, Any], *, number: int | None = None) -> MailingContent:
    """Store what a draft says as its next version. `number` is the version the writer read.

    Raises StaleRecord, naming the fields, when somebody else wrote since; Refused once the mailing is submitted.
    """
    require(actor, Permission.EDIT_MAILING, mailing)
    _refuse_unless_draft(mailing)
    before = mailing.content
    _refuse_overwriting(before, said, number)
    fields = {**(fields_of(before) if before else dict.fromkeys(FIELDS, "") | {"signature_id": None}), **said}
    if before is not None and fields == fields_of(before):
        return before
    content = MailingContent(
        mailing=mailing, number=mailing.content_number + 1, sha256=digest(fields), created_at=now(), created_by_id=actor.account_id,
        **{name: value for name, value in fields.items() if name != "signature_id"}, signature_id=fields["signature_id"],
    )  # fmt: skip
    db.session.add(content)
    difference = history.changes(mailing, {"content_number": content.number})
    _tell(actor, "mailings.written", mailing, difference={**difference, "sha256": (before.sha256 if before else None, content.sha256)})
    db.session.expire(mailing, ["content"])
    return content


def aim(actor: Actor, mailing: Mailing, roll: Roll | None, audience: Audience, *, version: int | None = None) -> None:
    """Choose whom a draft is for, over a frozen roll of the same contest. Raises Refused, StaleRecord."""
    require(actor, Permission.EDIT_MAILING, mailing)
    _refuse_unless_draft(mailing)
    if roll is not None and roll.contest_id != mailing.contest_id:
        raise Refused(gettext("This roll belongs to another contest."), "roll_id")
    wanted = {"roll_id": roll.id if roll else None, "audience": audience.as_data()}
    expect_version(mailing, version, wanted, {"roll_id": _l("Roll"), "audience": _l("Audience")})
    if difference := history.changes(mailing, wanted):
        _tell(actor, "mailings.aimed", mailing, difference=difference)
    db.session.expire(mailing, ["roll"])


def _refuse_unless_draft(mailing: Mailing) -> None:
    if mailing.state is not MailingState.DRAFT:
        raise Refused(gettext("Only a draft can be changed. Take the mailing back first: that makes its approval void."))


def _refuse_overwriting(stored: MailingContent | None, said: Mapping[str, Any], number: int | None) -> None:
    if stored is None or number is None or number == stored.number:
        return
    theirs = fields_of(stored)
    differing = [Difference(name, theirs[name], value) for name, value in said.items() if theirs[name] != value]
    if differing:
        raise StaleRecord(stored.number, differing)


def _agree(details: Mapping[str, Any]) -> None:
    """The name in whose behalf it speaks, the service of a letter, the rule where nothing is counted. Raises Refused."""
    if details["on_behalf"] == "candidate" and details.get("candidacy_id") is None:
        raise Refused(gettext("Say which candidate."), "candidacy_id")
    if details["on_behalf"] == "endorser" and details.get("body_id") is None:
        raise Refused(gettext("Say which body."), "body_id")
    if details["channel"] == "letter" and details.get("service") is None:
        raise Refused(gettext("Choose the postal service."), "service")
    if not details["counts_towards_allowance"] and details["on_behalf"] == "candidate" and not details["allowance_rule"].strip():
        raise Refused(gettext("Say which rule makes it not count."), "allowance_rule")


def _tell(actor: Actor, action: str, mailing: Mailing, **more: Any) -> None:
    history.record(actor, action, mailing, contest_id=mailing.contest_id, candidacy_id=mailing.candidacy_id, **more)
    db.session.flush()
