"""Papers that have not come, by postcode district, with what was posted there, the alarm and the office to ring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from tracker.ballots.models import DeliveryOffice, IssueList, NonArrival, NonArrivalAlarm, Paper, Reissue
from tracker.ballots.queries.times import times_of
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate.models import RollEntry
from tracker.extensions import db
from tracker.rules.ballot_plan import Act
from tracker.rules.clusters import District, assess
from tracker.rules.electorate import Channel
from tracker.rules.papers import PaperState
from tracker.rules.postcodes import outcode

INWARD = " ___"
"""How a postcode ends after its district, as the database matches it."""


@dataclass(frozen=True, kw_only=True)
class DistrictLine:
    """A district with reports as it is shown."""

    district: District
    latest: datetime
    alarm: NonArrivalAlarm | None
    office: DeliveryOffice | None


def alarm_in(contest_slug: str, alarm_id: int) -> NonArrivalAlarm:
    """An alarm of the contest. Raises NotFound."""
    contest, found = contest_by_slug(contest_slug), db.session.get(NonArrivalAlarm, alarm_id)
    if found is None or found.contest_id != contest.id:
        raise NotFound
    return found


def district_lines(contest: Contest) -> list[DistrictLine]:
    """Every district somebody reported from: those with an alarm first, then the least likely by chance."""
    offices = {office.outward: office for office in offices_of(contest)}
    alarms = {alarm.outward: alarm for alarm in alarms_of(contest) if alarm.cleared_at is None}
    query = select(NonArrival.outward, func.max(NonArrival.reported_at)).where(NonArrival.contest_id == contest.id)
    latest = dict(db.session.execute(query.group_by(NonArrival.outward)).all())
    lines = [
        DistrictLine(district=one, latest=latest[one.outward], alarm=alarms.get(one.outward), office=offices.get(one.outward))
        for one in districts(contest)
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.alarm is None)


def districts(contest: Contest) -> Sequence[District]:
    """What the rules say of every district somebody reported from."""
    reported = reported_by_district(contest)
    return assess(posted_by_district(contest), reported) if reported else []


def reported_by_district(contest: Contest) -> Mapping[str, int]:
    """How many papers are reported, by outward postcode."""
    query = select(NonArrival.outward, func.count()).where(NonArrival.contest_id == contest.id).group_by(NonArrival.outward)
    return dict(db.session.execute(query).all())


def posted_by_district(contest: Contest) -> Mapping[str, int]:
    """How many papers went by post, by outward postcode of the roll; those with no UK postcode are left out."""
    outward = func.substr(RollEntry.postcode, 1, func.length(RollEntry.postcode) - 4).label("outward")
    query = select(outward, func.count()).join(Paper, Paper.roll_entry_id == RollEntry.id).where(
        Paper.contest_id == contest.id, Paper.channel == Channel.POST, RollEntry.postcode.like(f"%{INWARD}")
    )  # fmt: skip
    return dict(db.session.execute(query.group_by("outward")).all())


def alarms_of(contest: Contest) -> Sequence[NonArrivalAlarm]:
    """Every alarm raised, newest first."""
    query = select(NonArrivalAlarm).where(NonArrivalAlarm.contest_id == contest.id).order_by(NonArrivalAlarm.id.desc())
    return db.session.scalars(query).all()


def offices_of(contest: Contest) -> Sequence[DeliveryOffice]:
    """The delivery offices by district."""
    return db.session.scalars(
        select(DeliveryOffice).where(DeliveryOffice.contest_id == contest.id).order_by(DeliveryOffice.outward)
    ).all()


def live_paper(contest: Contest, membership_number: str) -> Paper | None:
    """The live paper of the person with this number."""
    query = select(Paper).join(RollEntry, RollEntry.id == Paper.roll_entry_id).join(IssueList, IssueList.id == Paper.issue_list_id).where(
        Paper.contest_id == contest.id, Paper.state == PaperState.LIVE,
        RollEntry.roll_id == IssueList.roll_id, RollEntry.membership_number == membership_number,
    )  # fmt: skip
    return db.session.scalar(query)


def reported(paper: Paper) -> NonArrival | None:
    """The report of a paper, if there is one."""
    return db.session.scalar(select(NonArrival).where(NonArrival.paper_id == paper.id))


def went_to(paper: Paper) -> str | None:
    """The outward postcode a paper went to: that of the new address of who moved, else of the roll."""
    moved = _issued_by(paper)
    if moved and moved.new_address:
        return next((found for line in reversed(moved.new_address.splitlines()) if (found := _outward_in(line))), None)
    return outcode(paper.roll_entry.postcode)


def due_by(paper: Paper) -> datetime | None:
    """By when a paper has landed: as promised at the desk, else by the plan; None where nothing is planned."""
    promised = _issued_by(paper)
    if promised and promised.arrives_by:
        return promised.arrives_by
    times = times_of(paper.contest).get(Act.LANDS)
    return times.stands if times else None


def _issued_by(paper: Paper) -> Reissue | None:
    """The request a paper was issued on; None for a first paper."""
    if paper.replaces_id is None:
        return None
    return db.session.scalar(select(Reissue).where(Reissue.new_paper_id == paper.id))


def _outward_in(line: str) -> str | None:
    """The district of a line that is a postcode, or ends with one."""
    words = line.replace(",", " ").split()
    return outcode(" ".join(words[-2:])) or (outcode(words[-1]) if words else None)
