"""`flask ballot`: a postal ballot planned backwards from its close, as JSON on standard output."""

from datetime import datetime
from decimal import Decimal

import click
from flask.cli import AppGroup

from tracker.cli.answers import answer, day, fail, hour
from tracker.cli.postal import price, reckoned, service, time_of_day
from tracker.kernel.clock import LONDON, now
from tracker.rules.ballot_plan import (
    BallotPlan,
    BallotTerms,
    Known,
    PlannedAct,
    WayOut,
    plan_ballot,
    postage,
    ways_out,
)

ballot = AppGroup("ballot", help="Ballots by post, as JSON.")


@ballot.command("plan")
@click.option("--close", default="", help="When the ballot closes, London time: 2027-02-18T12:00")
@click.option("--return", "return_name", default="second", show_default=True, help="The class papers come back by")
@click.option("--outbound", "outbound_name", default="second", show_default=True, help="The class papers go out by")
@click.option("--thinking-days", type=click.IntRange(0, 365), default=7, show_default=True, help="Days voters shall have")
@click.option("--print-days", type=click.IntRange(0, 60), default=1, show_default=True,
              help="Working days until they are printed; 0: they are ready")
@click.option("--cut-off", default="17:30", show_default=True, help="From when the mailing house counts the next day")
@click.option("--ready", default="", help="When the copy can be at the printer's at the soonest; now, if not given")
@click.option("--posted", default="", help="The day on which the last papers are posted whatever the plan says: 2012-05-29")
@click.option("--rules-of", default="", help="Reckon with the postal rules of this day: 2027-02-18")
@click.option("--price", "prices", multiple=True, help="Pounds for one letter of a class, as often as needed: first=1.80")
@click.option("--papers", type=click.IntRange(0), default=0, help="How many papers go out, for the cost")
@click.option("--returns", type=click.IntRange(0), default=0, help="How many come back, for the cost")
def plan_command(
    close: str, return_name: str, outbound_name: str, thinking_days: int, print_days: int, cut_off: str, ready: str,
    posted: str, rules_of: str, prices: tuple[str, ...], papers: int, returns: int,
) -> None:  # fmt: skip
    """Every act's latest safe moment, and the days voters have."""
    terms = BallotTerms(
        hour("--close", close), service("--return", return_name), service("--outbound", outbound_name), thinking_days,
        print_days, time_of_day("--cut-off", cut_off), day("--rules-of", rules_of),
    )  # fmt: skip
    known = _known(terms, ready, posted)
    each = dict(price("--price", text) for text in prices)
    plan = reckoned("--outbound, --return", lambda: plan_ballot(terms, known))
    answer(_plan(plan, ways_out(plan, known), postage(terms, each, papers, returns)))


def _known(terms: BallotTerms, ready: str, posted: str) -> Known:
    """What is settled; nothing is ready before now, except for a ballot that is over."""
    today = now().astimezone(LONDON).replace(tzinfo=None)
    soonest = hour("--ready", ready) if ready else None
    posted_on = day("--posted", posted)
    if posted_on and posted_on > terms.close.date():
        fail(f"--posted: {posted_on} is after the close")
    if soonest is None and today < terms.close:
        soonest = today
    return Known(today.date(), soonest, posted_on)


def _plan(plan: BallotPlan, ways: tuple[WayOut, ...], cost: Decimal | None) -> dict[str, object]:
    return {
        "usable_days": plan.usable_days, "says": _says(plan), "thinking_days": plan.terms.thinking_days, "works": plan.works,
        "posted_on": plan.posted_on.isoformat(), "landed_on": plan.landed_on.isoformat(),
        "return_by": plan.return_by.isoformat(), "last_useful_day": plan.last_useful_day.isoformat(),
        "problems": [problem.value for problem in plan.problems], "acts": [_act(act) for act in plan.acts],
        "ways_out": [_way(way) for way in ways], "cost": None if cost is None else str(cost),
    }  # fmt: skip


def _says(plan: BallotPlan) -> str:
    """The plan in a sentence, for whoever reads the answer without a program."""
    days = f"papers land by {plan.landed_on} and the last safe posting is {plan.return_by}: {plan.usable_days} usable days"
    if plan.works:
        return days
    return f"this cannot work: {days}, and {plan.terms.thinking_days} are wanted; see ways_out for what would"


def _act(act: PlannedAct) -> dict[str, object]:
    return {
        "act": act.act.value, "by": act.at.date().isoformat(), "at": act.at.time().isoformat("minutes"),
        "who": act.actor.value, "rule": act.rule, "source": act.source, "slack_days": act.slack_days, "binds": act.binds,
    }  # fmt: skip


def _way(way: WayOut) -> dict[str, object]:
    terms = way.plan.terms
    return {
        "change": way.change.value, "close": _minute(terms.close), "outbound": terms.outbound.value,
        "return": terms.returned_by.value, "thinking_days": terms.thinking_days, "usable_days": way.plan.usable_days,
    }  # fmt: skip


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
