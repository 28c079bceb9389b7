"""What a mailing runs into: other mailings to the same people, the close, the ballot papers, an embargo, Christmas."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Select, func, select

from tracker.contests.models import Contest
from tracker.electorate.models import RollEntry
from tracker.endorsements.models import Endorsement
from tracker.extensions import db
from tracker.kernel.clock import local
from tracker.mailings.models import Delivery, Mailing
from tracker.mailings.postal import ballots_landing, landing_of, rule_value
from tracker.mailings.queries.audience import reached
from tracker.rules.clashes import DAYS_APART, Clash, ClashKind, Landing, Surroundings, clashes
from tracker.rules.decisions import LIVE_STATES
from tracker.rules.mailings import DeliveryState, MailingState, Purpose
from tracker.rules.post import last_useful_day
from tracker.rules.working_days import BeyondHorizon

DAYS_RULE = "mailing_days_apart"
NOT_GOING = (MailingState.CANCELLED, MailingState.FAILED)


def clashes_of(mailing: Mailing) -> list[Clash]:
    """Everything `mailing` runs into as it is planned, the surest first."""
    landing = landing_of(mailing)
    found = clashes(landing, _surroundings(mailing)) if landing else []
    if landing and mailing.roll is not None:
        found += _same_people(mailing, landing)
    if mailing.is_letter and mailing.roll is not None and (people := _sharing_an_address(mailing)):
        found.append(Clash(ClashKind.SHARED_ADDRESS, people=people))
    return found


def days_apart(contest: Contest) -> int:
    """How many days the contest wants between two mailings to the same people."""
    written = rule_value(contest, DAYS_RULE)
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 3 else DAYS_APART


def _surroundings(mailing: Mailing) -> Surroundings:
    contest = mailing.contest
    campaign = mailing.purpose is Purpose.CAMPAIGN
    return Surroundings(
        last_useful_day=_last_day(contest, by_post=mailing.is_letter),
        ballots=ballots_landing(contest) if campaign else None, not_before=_embargo_ends(mailing),
    )  # fmt: skip


def _last_day(contest: Contest, *, by_post: bool) -> date | None:
    if contest.ballot_closes_at is None:
        return None
    close = local(contest.ballot_closes_at)
    try:
        return last_useful_day(close.replace(tzinfo=None)) if by_post else close.date()
    except BeyondHorizon:
        return None


def _embargo_ends(mailing: Mailing) -> date | None:
    """The day on which the last embargo ends on what the mailing may tell: endorsements by its body, or of its candidate."""
    if mailing.body_id is None and mailing.candidacy_id is None:
        return None
    told_of = Endorsement.candidacy_id == mailing.candidacy_id
    if mailing.body_id is not None:
        told_of = Endorsement.endorser_body_id == mailing.body_id
    query = select(func.max(Endorsement.embargo_until)).where(
        Endorsement.contest_id == mailing.contest_id, told_of, Endorsement.state.in_(LIVE_STATES),
        Endorsement.embargo_lifted_at.is_(None),
    )  # fmt: skip
    until = db.session.scalar(query)
    return local(until).date() if until else None


def _same_people(mailing: Mailing, landing: Landing) -> Iterator[Clash]:
    """Other mailings that land within too few days, with how many people get both."""
    apart = days_apart(mailing.contest)
    mine = _people(mailing).subquery()
    for other in _others(mailing):
        theirs = landing_of(other)
        if theirs is None or landing.days_between(theirs) >= apart:
            continue
        both = select(func.count()).select_from(mine).where(mine.c.elector_id.in_(_people(other)))
        if people := db.session.scalar(both) or 0:
            yield Clash(ClashKind.SAME_PEOPLE, theirs.earliest, people, other.title)


def _others(mailing: Mailing) -> Sequence[Mailing]:
    query = select(Mailing).where(
        Mailing.contest_id == mailing.contest_id, Mailing.id != mailing.id, Mailing.state.not_in(NOT_GOING), Mailing.roll_id.is_not(None)
    )
    return db.session.scalars(query.order_by(Mailing.number)).all()


def _people(mailing: Mailing) -> Select[int]:
    """Who gets a mailing, by number: those planned once it is approved, before that those its audience reaches."""
    if mailing.approved_by_id is None:
        return reached(mailing).order_by(None).with_only_columns(RollEntry.elector_id)
    planned = select(RollEntry.elector_id).join(Delivery, Delivery.roll_entry_id == RollEntry.id)
    return planned.where(Delivery.mailing_id == mailing.id, Delivery.state != DeliveryState.SKIPPED)


def _sharing_an_address(mailing: Mailing) -> int:
    """How many of the letters go to an address that gets more than one."""
    address = (RollEntry.postcode, RollEntry.address_1)
    people = reached(mailing).order_by(None).with_only_columns(func.count().label("people")).group_by(*address).having(func.count() > 1)
    return int(db.session.scalar(select(func.coalesce(func.sum(people.subquery().c.people), 0))) or 0)
