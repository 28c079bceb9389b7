"""A candidate signs for the roll; the signature ends, or is taken back."""

from datetime import date
from typing import IO

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.electorate.models import DataAgreement
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.kernel.files import EVIDENCE, store_upload
from tracker.rules.contests import STANDING

history.sentences(**{
    "electorate.agreement_recorded": _l("Data agreement recorded: %(subject)s"),
    "electorate.agreement_withdrawn": _l("Data agreement ended: %(subject)s"),
})

SIGNED = {kind: knows for kind, knows in EVIDENCE.items() if kind in {"application/pdf", "image/png", "image/jpeg", "image/webp"}}


def record_agreement(
    actor: Actor, candidacy: Candidacy, *, signed_on: date, signed_by: str, purpose: str, expires_on: date,
    file: tuple[IO[bytes], str] | None = None,
) -> DataAgreement:  # fmt: skip
    """Record what a candidate signed, with the signed paper where there is one. Raises Refused."""
    require(actor, Permission.RELEASE_ROLL, candidacy)
    if candidacy.state not in STANDING:
        raise Refused(gettext("This candidate does not stand any more."))
    if signed_on > today():
        raise Refused(gettext("Enter a day that has come: nobody signs in the future."), "signed_on")
    if expires_on < today():
        raise Refused(gettext("Enter a day that lies ahead: until then the list may be used."), "expires_on")
    stored = store_upload(*file, SIGNED, actor) if file else None
    agreement = DataAgreement(
        candidacy=candidacy, signed_on=signed_on, signed_by=signed_by, purpose=purpose, expires_on=expires_on,
        file_id=stored.id if stored else None, recorded_at=now(), recorded_by_id=actor.account_id,
    )  # fmt: skip
    db.session.add(agreement)
    db.session.flush()
    difference = {"signed_on": (None, signed_on), "expires_on": (None, expires_on), "paper": (None, stored.sha256 if stored else "")}
    history.record(
        actor, "electorate.agreement_recorded", agreement, difference=difference, contest_id=candidacy.contest_id,
        candidacy_id=candidacy.id,
    )  # fmt: skip
    return agreement


def withdraw_agreement(actor: Actor, agreement: DataAgreement, reason: str) -> None:
    """End an agreement: no list under it can be taken from now on. Raises Refused."""
    require(actor, Permission.RELEASE_ROLL, agreement)
    if agreement.withdrawn_at is not None:
        raise Refused(gettext("This agreement has been ended already."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = history.changes(agreement, {"withdrawn_at": now(), "withdrawn_reason": reason})
    history.record(
        actor, "electorate.agreement_withdrawn", agreement, reason=reason, difference={"withdrawn_at": difference["withdrawn_at"]},
        contest_id=agreement.candidacy.contest_id, candidacy_id=agreement.candidacy_id,
    )  # fmt: skip
