"""A ballot's plan tried out: what is known today, what it would cost, what would make it work. Nothing is saved here."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from flask_babel import gettext

from tracker.ballots.models import AdoptedPlan
from tracker.contests.models import Contest
from tracker.electorate.queries.rolls import latest
from tracker.kernel.clock import local, now
from tracker.rules.ballot_plan import BallotPlan, BallotTerms, Known, WayOut, plan_ballot, postage, ways_out
from tracker.rules.post import CUT_OFF, INLAND, NotOffered, PostalService
from tracker.rules.working_days import BeyondHorizon

CUT_OFF_RULE, SERVICE_RULE, COST_RULE = "mailing_house_cut_off", "ballot_postal_service", "letter_cost_{}"
THINKING_RULE, THINKING_DAYS, MOST_THINKING_DAYS = "thinking_days", 7, 365
PENCE = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A plan reckoned for `terms`; `problem` says why it could not be, and then the rest is empty.

    `cost`: pounds to send a paper to everybody on the latest roll and to pay for all of them coming back, `papers` of them.
    """

    terms: BallotTerms
    posted_on: date | None = None
    plan: BallotPlan | None = None
    ways: tuple[WayOut, ...] = ()
    papers: int = 0
    cost: Decimal | None = None
    problem: str = ""


def try_out(contest: Contest, terms: BallotTerms, posted_on: date | None = None) -> Trial:
    """What `terms` would give. Slack is counted from today while the ballot has not closed."""
    known = known_today(terms, posted_on)
    if posted_on and posted_on > terms.close.date():
        return Trial(terms=terms, posted_on=posted_on, problem=gettext("The papers are posted after the close. Choose an earlier day."))
    try:
        plan = plan_ballot(terms, known)
        ways = ways_out(plan, known)
    except NotOffered:
        return _not_reckoned(terms, posted_on, gettext("This class of post has no known rules for that day. Choose another class."))
    except BeyondHorizon:
        return _not_reckoned(
            terms, posted_on, gettext("The holidays of those days are not known, so nothing can be promised. Choose another close.")
        )
    papers = _papers(contest)
    cost = postage(terms, _prices(contest), papers, papers) if papers else None
    return Trial(terms=terms, posted_on=posted_on, plan=plan, ways=ways, papers=papers, cost=cost)


def known_today(terms: BallotTerms, posted_on: date | None) -> Known:
    """Nothing is ready before now, except for a ballot that is over: it is reckoned without today."""
    here = local(now()).replace(tzinfo=None)
    if here >= terms.close:
        return Known(posted=posted_on)
    return Known(here.date(), here, posted_on)


def first_terms(contest: Contest) -> BallotTerms | None:
    """What is tried out before anybody chose: the contest's close and rules; None where it has no close yet."""
    if contest.ballot_closes_at is None:
        return None
    outbound = _service(rule_value(contest, SERVICE_RULE))
    close = local(contest.ballot_closes_at).replace(tzinfo=None)
    thinking = _days(rule_value(contest, THINKING_RULE))
    return BallotTerms(close, PostalService.SECOND, outbound, thinking, cut_off=_time(rule_value(contest, CUT_OFF_RULE)))


def adopted_terms(plan: AdoptedPlan) -> BallotTerms:
    """The terms of an adopted plan."""
    close = local(plan.closes_at).replace(tzinfo=None)
    return BallotTerms(
        close, plan.returned_by, plan.outbound, plan.thinking_days, plan.print_days, time.fromisoformat(plan.cut_off)
    )  # fmt: skip


def differs_from_timetable(contest: Contest, close: datetime) -> bool:
    """Whether the timetable says another close than `close`, London time without a zone."""
    return contest.ballot_closes_at is not None and local(contest.ballot_closes_at).replace(tzinfo=None) != close


def rule_value(contest: Contest, key: str) -> str:
    """What a rule of the contest says; nothing where it has no such rule."""
    return next((rule.value.strip() for rule in contest.rules if rule.key == key), "")


def _not_reckoned(terms: BallotTerms, posted_on: date | None, problem: str) -> Trial:
    return Trial(terms=terms, posted_on=posted_on, problem=problem)


def _papers(contest: Contest) -> int:
    roll = latest(contest)
    return roll.eligible_count if roll else 0


def _prices(contest: Contest) -> dict[PostalService, Decimal]:
    """Pounds for one letter, by the rules of the contest."""
    written = {service: rule_value(contest, COST_RULE.format(service.value)) for service in INLAND}
    return {service: Decimal(pence) / PENCE for service, pence in written.items() if pence.isascii() and pence.isdigit()}


def _service(written: str) -> PostalService:
    return PostalService(written) if written in set(INLAND) else PostalService.SECOND


def _days(written: str) -> int:
    days = int(written) if written.isascii() and written.isdigit() else THINKING_DAYS
    return days if days <= MOST_THINKING_DAYS else THINKING_DAYS


def _time(written: str) -> time:
    try:
        return time.fromisoformat(written) if written else CUT_OFF
    except ValueError:
        return CUT_OFF
