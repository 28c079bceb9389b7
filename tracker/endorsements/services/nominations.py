"""Supporting nominations, formal and counted against a threshold; they are no endorsements."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy, Contest
from tracker.directory.models import Body
from tracker.endorsements.models import Nomination, NominationThreshold
from tracker.endorsements.services.decision import GONE
from tracker.endorsements.services.endorsers import refuse_non_endorser, refuse_uncovered
from tracker.endorsements.thresholds import stored
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.rules.thresholds import Threshold

history.sentences(
    **{
        "endorsements.threshold_set": _l("Threshold of nominations set: %(subject)s"),
        "endorsements.nominated": _l("Supporting nomination recorded: %(subject)s"),
        "endorsements.nomination_withdrawn": _l("Supporting nomination withdrawn: %(subject)s"),
    }
)


def set_threshold(
    actor: Actor,
    contest: Contest,
    threshold: Threshold,
    *,
    affiliated_total: int | None = None,
    source: str = "",
) -> NominationThreshold:
    """Say what a candidate of `contest` needs."""
    require(actor, Permission.EDIT_CONTEST, contest)
    wanted = {"requirements": stored(threshold, affiliated_total), "source": source}
    record = db.session.scalars(
        select(NominationThreshold).where(NominationThreshold.contest_id == contest.id)
    ).one_or_none()
    if record is None:
        record = NominationThreshold(contest=contest, requirements={}, source="")
        db.session.add(record)
    difference = history.changes(record, wanted)
    db.session.flush()
    history.record(actor, "endorsements.threshold_set", record, difference=difference, contest_id=contest.id)
    return record


def nominate(
    actor: Actor,
    candidacy: Candidacy,
    body: Body,
    *,
    nominated_on: date | None = None,
    affiliated_members: int | None = None,
    source: str = "",
) -> Nomination:
    """Record that `body` nominated the candidate. Raises Refused while a nomination by it stands."""
    refuse_uncovered(actor, candidacy.contest, body)
    refuse_non_endorser(body)
    if candidacy.state in GONE:
        raise Refused(gettext("This candidate is no longer standing. Choose another."), "candidacy")
    if nominated_on and nominated_on > today():
        raise Refused(gettext("Enter a day that has come."), "nominated_on")
    nomination = Nomination(
        contest=candidacy.contest, candidacy=candidacy, body=body, nominated_on=nominated_on, affiliated_members=affiliated_members,
        source=source, recorded_at=now(), recorded_by_id=actor.account_id,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(nomination)
    except IntegrityError as error:
        raise Refused(
            gettext("This body has nominated in this contest. Withdraw that nomination first."), "endorser"
        ) from error
    difference = {"nominated_on": (None, nominated_on), "affiliated_members": (None, affiliated_members)}
    history.record(
        actor,
        "endorsements.nominated",
        nomination,
        difference=difference,
        contest_id=candidacy.contest_id,
        candidacy_id=candidacy.id,
    )
    return nomination


def withdraw_nomination(actor: Actor, nomination: Nomination, reason: str) -> None:
    """The body takes its nomination back; the record stays."""
    refuse_uncovered(actor, nomination.contest, nomination.body)
    if nomination.withdrawn_at is not None:
        raise Refused(gettext("This nomination is withdrawn already."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = history.changes(nomination, {"withdrawn_at": now(), "withdrawn_reason": reason})
    db.session.flush()
    history.record(
        actor, "endorsements.nomination_withdrawn", nomination, difference=difference, reason=reason,
        contest_id=nomination.contest_id, candidacy_id=nomination.candidacy_id,
    )  # fmt: skip
