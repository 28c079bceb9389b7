"""Papers that have not come: recording a report, raising and clearing the alarm of a district, and whom to ring."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.models import DeliveryOffice, NonArrival, NonArrivalAlarm, Paper
from tracker.ballots.queries import non_arrivals as queries
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.formats import moment
from tracker.kernel.turns import take_turn
from tracker.rules.clusters import MIN_REPORTS, District
from tracker.rules.electorate import Channel

history.sentences(**{
    "ballots.non_arrival_reported": _l("Paper reported not to have come: %(subject)s"),
    "ballots.non_arrival_alarm_raised": _l("Alarm: many papers have not come. District: %(subject)s"),
    "ballots.non_arrival_alarm_cleared": _l("Alarm over papers that have not come cleared: %(subject)s"),
    "ballots.delivery_office_entered": _l("Delivery office entered: %(subject)s"),
})


@dataclass(frozen=True, kw_only=True)
class Office:
    """A delivery office as it was typed in; `outward`: the first half of the postcodes it delivers to."""

    outward: str
    name: str
    telephone: str = ""


def report_non_arrival(actor: Actor, paper: Paper) -> NonArrival:
    """Record that a paper has not come, once however often it is said, and look whether its district has a cluster.

    Raises Refused for a paper that is not in the post, is not due yet, or went outside the UK.
    """
    require(actor, Permission.ANSWER_DESK, paper)
    take_turn(f"non-arrivals-{paper.contest_id}")
    if known := queries.reported(paper):
        return known
    outward = _refuse_unlikely(paper)
    report = NonArrival(
        contest=paper.contest, paper=paper, outward=outward, reported_at=now(), reported_by_id=actor.account_id,
        reported_by_name=actor.name,
    )  # fmt: skip
    db.session.add(report)
    db.session.flush()
    history.record(actor, "ballots.non_arrival_reported", report, contest_id=paper.contest_id)
    _look_at(actor, paper.contest, outward)
    return report


def clear_non_arrival_alarm(actor: Actor, alarm: NonArrivalAlarm, reason: str) -> None:
    """Say what was found out. A further report may raise another alarm. Raises Refused for one that is cleared."""
    require(actor, Permission.KEEP_CUSTODY, alarm)
    take_turn(f"non-arrivals-{alarm.contest_id}")
    db.session.refresh(alarm)
    if alarm.cleared_at is not None:
        raise Refused(gettext("This alarm has been cleared already."))
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    alarm.cleared_at, alarm.cleared_by_name, alarm.cleared_reason = now(), actor.name, reason.strip()
    history.record(
        actor, "ballots.non_arrival_alarm_cleared", alarm, difference={"cleared_at": (None, alarm.cleared_at)},
        reason=alarm.cleared_reason, contest_id=alarm.contest_id,
    )  # fmt: skip


def enter_offices(actor: Actor, contest: Contest, offices: Sequence[Office]) -> int:
    """Enter delivery offices, in place of those the districts had; answers how many were new or changed."""
    require(actor, Permission.EDIT_PAPERS, contest)
    take_turn(f"delivery-offices-{contest.id}")
    stored = {office.outward: office for office in queries.offices_of(contest)}
    return sum(_enter(actor, contest, office, stored.get(office.outward)) for office in offices)


def _enter(actor: Actor, contest: Contest, said: Office, stored: DeliveryOffice | None) -> bool:
    before = (stored.name, stored.telephone) if stored else (None, None)
    if before == (said.name, said.telephone):
        return False
    if stored is None:
        stored = DeliveryOffice(contest=contest, outward=said.outward, name=said.name, telephone=said.telephone)
        db.session.add(stored)
    stored.name, stored.telephone = said.name, said.telephone
    db.session.flush()
    difference = {"name": (before[0], said.name), "telephone": (before[1], said.telephone)}
    history.record(actor, "ballots.delivery_office_entered", stored, difference=difference, contest_id=contest.id)
    return True


def may_be_reported(paper: Paper) -> bool:
    """Whether a paper can be said not to have come: it is in the post, is due, and its district is known."""
    return _why_unlikely(paper) is None


def _refuse_unlikely(paper: Paper) -> str:
    """The district a paper went to."""
    if problem := _why_unlikely(paper):
        raise Refused(problem)
    return str(queries.went_to(paper))


def _why_unlikely(paper: Paper) -> str | None:
    if paper.channel is not Channel.POST:
        return str(gettext("This paper went by e-mail. Look for it there, or give another at the desk."))
    due = queries.due_by(paper)
    if due is not None and due > now():
        return str(gettext("The paper may still come. Report it when it is due: %(moment)s", moment=moment(due)))
    if queries.went_to(paper) is None:
        return str(gettext("The paper did not go to a UK postcode, so its district cannot be counted."))
    return None


def _look_at(actor: Actor, contest: Contest, outward: str) -> None:
    """Raise the alarm of a district, or bring the figures of the one that is open up to date."""
    if queries.reported_by_district(contest).get(outward, 0) < MIN_REPORTS:
        return
    found = next(district for district in queries.districts(contest) if district.outward == outward)
    query = select(NonArrivalAlarm).where(NonArrivalAlarm.contest_id == contest.id, NonArrivalAlarm.outward == outward)
    last = db.session.scalars(query.order_by(NonArrivalAlarm.id.desc()).limit(1)).first()
    if last is not None and last.cleared_at is None:
        last.reported, last.posted, last.expected, last.likelihood = found.reported, found.posted, found.expected, found.likelihood
    elif found.alarming:
        _raise(actor, contest, found)


def _raise(actor: Actor, contest: Contest, found: District) -> None:
    alarm = NonArrivalAlarm(
        contest=contest, outward=found.outward, raised_at=now(), reported=found.reported, posted=found.posted, expected=found.expected,
        likelihood=found.likelihood,
    )  # fmt: skip
    db.session.add(alarm)
    db.session.flush()
    difference = {"reported": (None, found.reported), "posted": (None, found.posted)}
    history.record(actor, "ballots.non_arrival_alarm_raised", alarm, difference=difference, contest_id=contest.id)
