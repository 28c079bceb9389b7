"""Adopting the plan of a ballot."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.ballots.models import AdoptedAct, AdoptedPlan
from tracker.ballots.planning import differs_from_timetable, try_out
from tracker.ballots.queries.plans import adopted
from tracker.contests.models import Contest
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import from_local, now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.rules.ballot_plan import BallotPlan, BallotTerms

history.sentences(**{"ballots.plan_adopted": _l("Plan of the ballot adopted: %(subject)s")})


def adopt(actor: Actor, contest: Contest, terms: BallotTerms, posted_on: date | None = None, *, reason: str = "") -> AdoptedPlan:
    """Let the plan for `terms` stand from now on; the one before stays to be read.

    Raises Refused where nothing can be reckoned, where the close is not the timetable's, and for a plan that does not work
    without a reason.
    """
    require(actor, Permission.PLAN_BALLOT, contest)
    take_turn(f"ballot-plan-{contest.id}")
    trial = try_out(contest, terms, posted_on)
    if trial.plan is None:
        raise Refused(trial.problem)
    if differs_from_timetable(contest, terms.close):
        raise Refused(gettext("The timetable says that the ballot closes at another time. Change the timetable first."))
    if not trial.plan.works and not reason.strip():
        raise Refused(gettext("This plan does not give voters the days they shall have. Say why it is adopted all the same."), "reason")
    before = adopted(contest)
    plan = _stored(actor, contest, trial.plan, posted_on, before.number + 1 if before else 1, reason.strip())
    history.record(actor, "ballots.plan_adopted", plan, difference=_difference(before, plan), reason=plan.reason, contest_id=contest.id)
    return plan


COMPARED = ("closes_at", "returned_by", "outbound", "thinking_days", "print_days", "cut_off", "posted_on", "usable_days", "works")


def _difference(before: AdoptedPlan | None, plan: AdoptedPlan) -> dict[str, tuple[object, object]]:
    pairs = {name: (getattr(before, name) if before else None, getattr(plan, name)) for name in COMPARED}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _stored(
    actor: Actor, contest: Contest, plan: BallotPlan, posted_on: date | None, number: int, reason: str
) -> AdoptedPlan:  # fmt: skip
    terms = plan.terms
    stored = AdoptedPlan(
        contest=contest, number=number, closes_at=from_local(terms.close), returned_by=terms.returned_by, outbound=terms.outbound,
        thinking_days=terms.thinking_days, print_days=terms.print_days, cut_off=terms.cut_off.isoformat("minutes"),
        posted_on=posted_on, usable_days=plan.usable_days, works=plan.works, reason=reason, adopted_at=now(),
        adopted_by_id=actor.account_id, adopted_by_name=actor.name,
    )  # fmt: skip
    db.session.add(stored)
    for act in plan.acts:
        db.session.add(AdoptedAct(
            plan=stored, act=act.act, safe_at=from_local(act.at), actor=act.actor, rule=act.words.name, given=dict(act.values),
            source=act.source, binds=act.binds,
        ))  # fmt: skip
    db.session.flush()
    return stored
