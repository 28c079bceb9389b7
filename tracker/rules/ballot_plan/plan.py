"""The plan of a postal ballot, reckoned backwards from its close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.rules.ballot_plan.acts import POSTINGS, Act, Actor, PlannedAct, Wording
from tracker.rules.ballot_plan.terms import BallotTerms
from tracker.rules.post import (
    CUT_OFF,
    DELIVERED_BY,
    PRINTED_BY,
    NotOffered,
    PostalService,
    lands,
    last_safe_posting,
    last_useful_day,
    latest_hand_over,
    rule_for,
    window,
)
from tracker.rules.working_days import ELECTION, BeyondHorizon, calendar_named

_MAILING_HOUSE = "The mailing house’s hours"
_PRACTICE_2020 = "Labour national executive ballots, 2020"
_RULES_OF_CONTEST = "The contest’s rules"


class Problem(StrEnum):
    """Why a plan does not work, or only at a risk."""

    NO_USABLE_DAY = "no_usable_day"
    TOO_FEW_DAYS = "too_few_days"
    LATER_THAN_SAFE = "later_than_safe"
    ALREADY_TOO_LATE = "already_too_late"
    NO_REISSUE_BY_POST = "no_reissue_by_post"
    CLOSE_BADLY_PLACED = "close_badly_placed"


PREVENTING = frozenset({Problem.NO_USABLE_DAY, Problem.TOO_FEW_DAYS})


@dataclass(frozen=True, slots=True)
class Known:
    """What is settled already, in London time without a zone.

    `today` to count slack from; `ready`: before then the copy cannot be at the printer’s. `posted`: the day on which the
    last papers were, or will be, posted whatever the plan says. `set_at`: acts whose hour is decided: slack is from there.
    """

    today: date | None = None
    ready: datetime | None = None
    posted: date | None = None
    set_at: Mapping[Act, datetime] = field(default_factory=dict)


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class BallotPlan:
    """The acts in their order, and what is left for voters.

    `usable_days`: days from the one by which the papers have landed to the last safe posting of the return; the first of
    them does not count and the last does; 0 or fewer: no usable day. `last_useful_day`: later post is of no use.
    """

    terms: BallotTerms
    acts: tuple[PlannedAct, ...]
    posted_on: date
    landed_on: date
    return_by: date
    last_useful_day: date
    usable_days: int
    problems: tuple[Problem, ...]

    @property
    def works(self) -> bool:
        """Whether voters have the days they shall have."""
        return not PREVENTING & set(self.problems)

    def act(self, act: Act) -> PlannedAct:
        """One act of the plan; KeyError where it has none, such as printing papers that are ready."""
        return {each.act: each for each in self.acts}[act]


def plan_ballot(terms: BallotTerms, known: Known = NOTHING) -> BallotPlan:
    """Every act's latest safe moment, and the days voters have. A plan that cannot work is still a plan, with its problems.

    Raises BeyondHorizon for a day the known holidays do not reach, NotOffered where a service has no rule for the time.
    """
    return _Planning(terms, known).plan()


class _Planning:
    """One plan being reckoned."""

    def __init__(self, terms: BallotTerms, known: Known) -> None:
        self.terms = terms
        self.known = known
        self.days = calendar_named(ELECTION)
        self.return_by = last_safe_posting(terms.returned_by, terms.close, terms.back)
        land_by = datetime.combine(self.return_by - timedelta(days=terms.thinking_days), DELIVERED_BY)
        self.latest = latest_hand_over(terms.outbound, land_by, terms.outward)
        self.posted_on, self.landed_on = self._goes_out()

    def plan(self) -> BallotPlan:
        acts = tuple(self._with_slack(act) for act in (*self._going_out(), *self._coming_back()))
        usable = (self.return_by - self.landed_on).days
        draft = BallotPlan(
            self.terms, acts, self.posted_on, self.landed_on, self.return_by,
            self._useful(self.terms.returned_by), usable, (),
        )  # fmt: skip
        return replace(draft, problems=tuple(self._problems(draft)))

    def _goes_out(self) -> tuple[date, date]:
        """When the papers are posted and when they have landed: as settled, as late as is safe, or as soon as is possible."""
        service = self.terms.outbound
        if self.known.posted is not None:
            return self.known.posted, lands(service, self.known.posted, self.terms.posted_out).latest
        if self.known.ready is not None and self.known.ready > self.latest.hand_over_by:
            soonest = window(service, self.known.ready, self.terms.outward)
            return soonest.printed_on, soonest.latest
        return self.latest.printed_on, self.latest.lands_by

    def _going_out(self) -> Iterable[PlannedAct]:
        latest, terms = self.latest, self.terms
        posted = latest.printed_on
        if terms.print_days:
            copy = datetime.combine(self.days.on_or_before(latest.hand_over_by.date()), latest.hand_over_by.time())
            yield PlannedAct(Act.COPY_TO_PRINTER, copy, Actor.RETURNING_OFFICER, Wording.COPY, _MAILING_HOUSE,
                             values={"cut_off": terms.cut_off.isoformat("minutes")})  # fmt: skip
            yield PlannedAct(Act.PRINT, datetime.combine(posted, PRINTED_BY), Actor.PRINTER, Wording.PRINTED, _MAILING_HOUSE,
                             values={"days": terms.print_days})  # fmt: skip
        yield PlannedAct(Act.HAND_OVER, datetime.combine(posted, CUT_OFF), Actor.MAILING_HOUSE, Wording.HANDED_OVER,
                         latest.rule.source, values={"days": latest.rule.safe_days})  # fmt: skip
        yield PlannedAct(Act.LANDS, datetime.combine(latest.lands_by, DELIVERED_BY), Actor.CARRIER, Wording.LANDED,
                         latest.rule.source, values={"days": terms.thinking_days})  # fmt: skip

    def _coming_back(self) -> Iterable[PlannedAct]:
        terms, practice, officer = self.terms, self.terms.reissue, Actor.RETURNING_OFFICER
        opens = max(self.days.add_working_days(self.posted_on, practice.opens_after), self.days.on_or_after(self.landed_on))
        yield PlannedAct(Act.REISSUE_OPEN, datetime.combine(opens, practice.opens_at), officer, Wording.REISSUE_OPENS,
                         _PRACTICE_2020, values={"days": practice.opens_after})  # fmt: skip
        yield self._reissue_by_post()
        by_email = self.days.add_working_days(terms.close.date(), -practice.email_closes_before)
        yield PlannedAct(Act.REISSUE_EMAIL_CLOSE, datetime.combine(by_email, practice.email_closes_at), officer,
                         Wording.BEFORE_THE_CLOSE, _PRACTICE_2020, values={"days": practice.email_closes_before})  # fmt: skip
        yield from self._postings()
        close = terms.close
        yield PlannedAct(Act.REISSUE_SELFSERVICE_CLOSE, close, officer, Wording.SELF_SERVICE, "Labour ballots, 2020")
        yield PlannedAct(Act.BALLOT_CLOSE, close, Actor.SCRUTINEER, Wording.CLOSE, _RULES_OF_CONTEST)

    def _reissue_by_post(self) -> PlannedAct:
        practice = self.terms.reissue
        usual = self.days.add_working_days(self.terms.close.date(), -practice.postal_closes_before)
        back_by = datetime.combine(self.return_by, DELIVERED_BY)
        there_and_back = self.days.on_or_before(last_safe_posting(practice.service, back_by, self.terms.posted_out))
        by_practice = usual <= there_and_back
        at = datetime.combine(min(usual, there_and_back), practice.postal_closes_at)
        return PlannedAct(
            Act.REISSUE_POSTAL_CLOSE, at, Actor.RETURNING_OFFICER,
            Wording.BEFORE_THE_CLOSE if by_practice else Wording.REISSUE_BY_POST,
            _PRACTICE_2020 if by_practice else rule_for(practice.service, self.terms.rules_of or there_and_back).source,
            values={"days": practice.postal_closes_before},
        )  # fmt: skip

    def _postings(self) -> Iterable[PlannedAct]:
        """The last safe posting by each service a voter may use; one without a rule for then is left out."""
        for service, act in POSTINGS.items():
            try:
                posted = last_safe_posting(service, self.terms.close, self.terms.back)
            except (BeyondHorizon, NotOffered):
                continue
            rule = rule_for(service, self.terms.rules_of or posted)
            values = {"days": rule.critical_days, "day": self._useful(service).isoformat()}
            yield PlannedAct(act, datetime.combine(posted, CUT_OFF), Actor.ELECTOR, Wording.POSTING, rule.source,
                             values=values, binds=service is self.terms.returned_by)  # fmt: skip

    def _useful(self, service: PostalService) -> date:
        rule = rule_for(service, self.terms.rules_of or self.return_by)
        return rule.delivery_days.calendar.on_or_before(last_useful_day(self.terms.close))

    def _with_slack(self, act: PlannedAct) -> PlannedAct:
        counted_from = self._set_on(act.act) or (None if self._is_over(act.act) else self.known.today)
        return replace(act, slack_days=(act.at.date() - counted_from).days) if counted_from else act

    def _set_on(self, act: Act) -> date | None:
        """The day decided for an act; papers posted on a given day settle what follows from it."""
        if act in self.known.set_at:
            return self.known.set_at[act].date()
        settled = {Act.HAND_OVER: self.posted_on, Act.LANDS: self.landed_on} if self.known.posted else {}
        return settled.get(act)

    def _is_over(self, act: Act) -> bool:
        return self.known.posted is not None and act in (Act.COPY_TO_PRINTER, Act.PRINT)

    def _problems(self, plan: BallotPlan) -> Iterable[Problem]:
        if plan.usable_days <= 0:
            yield Problem.NO_USABLE_DAY
        elif plan.usable_days < self.terms.thinking_days:
            yield Problem.TOO_FEW_DAYS
        late = [act.act for act in plan.acts if act.slack_days is not None and act.slack_days < 0 and act.act is not Act.REISSUE_OPEN]
        if any(self._set_on(act) for act in late):
            yield Problem.LATER_THAN_SAFE
        if any(not self._set_on(act) for act in late):
            yield Problem.ALREADY_TOO_LATE
        if plan.act(Act.REISSUE_POSTAL_CLOSE).at <= plan.act(Act.REISSUE_OPEN).at:
            yield Problem.NO_REISSUE_BY_POST
        if not well_placed(self.terms.close.date()):
            yield Problem.CLOSE_BADLY_PLACED


def well_placed(close: date) -> bool:
    """Whether a ballot may close then: not at a weekend, on a bank holiday, or on the first working day after one.

    A Monday after an ordinary weekend is well placed. Source: assumed. Raises BeyondHorizon.
    """
    days = calendar_named(ELECTION)
    before = days.previous_working_day(close)
    return days.is_working_day(close) and not days.holidays_between(before, close)
