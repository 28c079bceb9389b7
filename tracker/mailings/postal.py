"""When a mailing lands, what it must land before, and what another class of post would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.contests.models import Contest, Stage
from tracker.kernel.clock import local, now
from tracker.mailings.models import Mailing
from tracker.rules.clashes import Landing
from tracker.rules.mailings import Purpose
from tracker.rules.post import (
    DELIVERED_BY,
    INLAND,
    Alternative,
    Latest,
    NotOffered,
    PostalService,
    Terms,
    Window,
    alternatives,
    lands,
    latest_hand_over,
    window,
)
from tracker.rules.working_days import BeyondHorizon

CUT_OFF_RULE, BALLOT_SERVICE_RULE, COST_RULE = "mailing_house_cut_off", "ballot_postal_service", "letter_cost_{}"
PENCE = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class PostalPlan:
    """When the letters land if handed over at `handed_over`, and what that means for what they must land before.

    `handed_over` is now where nothing is planned. `cost`: pounds for all of them, where a price is given. `problem` says why
    nothing can be reckoned; then the rest is None.
    """

    handed_over: datetime
    is_planned: bool
    window: Window | None = None
    target: str | LazyString = ""
    land_by: datetime | None = None
    latest: Latest | None = None
    others: tuple[Alternative, ...] = ()
    cost: Decimal | None = None
    problem: str = ""

    def is_past(self, latest: Latest) -> bool:
        """Whether it is too late to hand over by then."""
        return latest.hand_over_by < local(now()).replace(tzinfo=None)


def postal_plan(mailing: Mailing, people: int = 0) -> PostalPlan | None:
    """The plan of a letter to so many people; None for an e-mail."""
    if mailing.service is None:
        return None
    handed_over, is_planned = mailing.hand_over_at or now(), mailing.hand_over_at is not None
    terms = terms_of(mailing.contest)
    try:
        found = window(mailing.service, handed_over, terms)
        target, land_by = _target(mailing, found)
        latest = latest_hand_over(mailing.service, land_by, terms, handed_over) if land_by else None
        others = _others(mailing, people, land_by, terms, handed_over) if land_by else ()
    except (BeyondHorizon, NotOffered) as problem:
        return PostalPlan(handed_over=handed_over, is_planned=is_planned, problem=_why(problem))
    return PostalPlan(
        handed_over=handed_over, is_planned=is_planned, window=found, target=target, land_by=land_by, latest=latest, others=others,
        cost=people * mailing.unit_cost / PENCE if people and mailing.unit_cost else None,
    )  # fmt: skip


def landing_of(mailing: Mailing) -> Landing | None:
    """The days on which a mailing lands, as planned; None while nothing is planned, or it cannot be reckoned."""
    if mailing.service is None:
        sent = mailing.started_at or mailing.scheduled_for
        return Landing(local(sent).date(), local(sent).date()) if sent else None
    if mailing.hand_over_at is None:
        return None
    try:
        found = window(mailing.service, mailing.hand_over_at, terms_of(mailing.contest))
    except (BeyondHorizon, NotOffered):
        return None
    return Landing(found.earliest, found.latest)


def ballots_landing(contest: Contest) -> Landing | None:
    """The days on which ballot papers land: posted on the day of dispatch, by the contest's rule or second class."""
    posted = _day_of(contest, "ballot_dispatch")
    if posted is None:
        return None
    wanted = rule_value(contest, BALLOT_SERVICE_RULE)
    service = PostalService(wanted) if wanted in set(PostalService) else PostalService.SECOND
    try:
        found = lands(service, posted)
    except (BeyondHorizon, NotOffered):
        return None
    return Landing(found.earliest, found.latest)


def terms_of(contest: Contest) -> Terms:
    """How the contest's mailing house works: its cut-off where a rule of the contest names one."""
    written = rule_value(contest, CUT_OFF_RULE)
    try:
        return Terms(cut_off=time.fromisoformat(written)) if written else Terms()
    except ValueError:
        return Terms()


def rule_value(contest: Contest, key: str) -> str:
    """What a rule of the contest says; nothing where it has no such rule."""
    return next((rule.value.strip() for rule in contest.rules if rule.key == key), "")


def _target(mailing: Mailing, found: Window) -> tuple[str | LazyString, datetime | None]:
    """What it must land before: campaign mail the day papers go out while that lies ahead, anything else the close."""
    contest = mailing.contest
    dispatch = _day_of(contest, "ballot_dispatch")
    if mailing.purpose is Purpose.CAMPAIGN and dispatch and found.printed_on < dispatch:
        return _l("Before the ballot papers land"), datetime.combine(dispatch, DELIVERED_BY)
    close = contest.ballot_closes_at
    return _l("Before the ballot closes"), local(close).replace(tzinfo=None) if close else None


def _others(mailing: Mailing, people: int, land_by: datetime, terms: Terms, planned: datetime) -> tuple[Alternative, ...]:
    assert mailing.service is not None
    prices = _prices(mailing) if people else {}
    return alternatives(mailing.service, land_by, terms, planned, prices=prices, count=people, services=INLAND)


def _prices(mailing: Mailing) -> Mapping[PostalService, Decimal]:
    """Pounds for one letter, by the rules of the contest."""
    written = {service: rule_value(mailing.contest, COST_RULE.format(service.value)) for service in INLAND}
    return {service: Decimal(pence) / PENCE for service, pence in written.items() if pence.isascii() and pence.isdigit()}


def _day_of(contest: Contest, key: str) -> date | None:
    stage: Stage | None = next((stage for stage in contest.stages if stage.key == key and stage.cancelled_at is None), None)
    return (stage.actual_on or stage.stands_on) if stage else None


def _why(problem: BeyondHorizon | NotOffered) -> str:
    if isinstance(problem, NotOffered):
        return str(gettext("This class of post has no known rules for that day. Choose another class."))
    return str(gettext("The holidays of those days are not known yet, so nothing can be promised. Choose an earlier day."))
