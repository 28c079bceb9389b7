"""`flask post`: when a mailing lands and when to hand it over, as JSON on standard output."""

from collections.abc import Callable
from datetime import date, datetime

import click
from flask.cli import AppGroup

from tracker.cli.answers import answer, day, fail, moment
from tracker.cli.postal import price, reckoned, service, time_of_day
from tracker.kernel.clock import now
from tracker.rules.post import (
    Alternative,
    Latest,
    PostalModel,
    PostalRule,
    PostalService,
    Terms,
    Window,
    alternatives,
    latest_hand_over,
    window,
)

Command = Callable[..., None]

post = AppGroup("post", help="When post lands and when to hand it over, as JSON.")


def _terms_options(command: Command) -> Command:
    for option in reversed([
        click.option("--service", "service_name", default="", help=f"The class: {', '.join(PostalService)}"),
        click.option("--model", "model_name", default=PostalModel.SAFE.value, show_default=True,
                     help="safe: the days to plan with, by the rules of the day; notify: GOV.UK Notify's estimate"),
        click.option("--cut-off", default="17:30", show_default=True, help="From when the mailing house counts the next day"),
        click.option("--print-days", type=click.IntRange(0, 60), default=1, show_default=True,
                     help="Working days until it is printed; 0: posted as it is"),
        click.option("--critical", is_flag=True, help="Allow for more: a letter that lands late is a vote lost"),
        click.option("--rules-of", default="", help="Reckon with the postal rules of this day: 2027-02-18"),
        click.option("--explain", is_flag=True, help="Print the rule, its source and what follows from it too"),
    ]):  # fmt: skip
        command = option(command)
    return command


@post.command("window")
@click.option("--handed-over", default="", help="When the mailing house has it, London time: 2027-03-24T17:29")
@_terms_options
def window_command(handed_over: str, service_name: str, explain: bool, **given: str | int | bool) -> None:
    """When it is printed and when it lands."""
    asked, terms = service("--service", service_name), _terms(**given)  # type: ignore[arg-type]  # click gives each its type
    at = moment("--handed-over", handed_over)
    found = reckoned("--service", lambda: window(asked, at, terms))
    answer(_window(found) | (_explained_window(found) if explain else {}))


@post.command("latest")
@click.option("--land-by", default="", help="When it must have landed, London time: 2027-02-18T12:00")
@click.option("--planned", default="", help="When it is to be handed over, to count the slack from; now, if not given")
@click.option("--price", "prices", multiple=True, help="Pounds for one letter of a class, as often as needed: first=1.80")
@click.option("--count", type=click.IntRange(1), default=1, show_default=True, help="How many letters, for the cost")
@_terms_options
def latest_command(
    land_by: str, planned: str, prices: tuple[str, ...], count: int, service_name: str, explain: bool, **given: str | int | bool
) -> None:
    """When to hand it over at the latest."""
    asked, terms = service("--service", service_name), _terms(**given)  # type: ignore[arg-type]  # click gives each its type
    by, start = moment("--land-by", land_by), moment("--planned", planned) if planned else now()
    each = dict(price("--price", given_price) for given_price in prices)
    found = reckoned("--service", lambda: latest_hand_over(asked, by, terms, start))
    others = reckoned("--service", lambda: alternatives(asked, by, terms, start, prices=each, count=count)) if explain else ()
    more = _explained_latest(found) | {"alternatives": [_alternative(other) for other in others]} if explain else {}
    answer(_latest(found) | more)


def _terms(model_name: str, cut_off: str, print_days: int, critical: bool, rules_of: str) -> Terms:
    if model_name not in list(PostalModel):
        fail(f"--model: there is no model {model_name!r}; there is: {', '.join(PostalModel)}")
    return Terms(PostalModel(model_name), time_of_day("--cut-off", cut_off), print_days, critical, day("--rules-of", rules_of))


def _window(found: Window) -> dict[str, object]:
    return {"printed_on": _day(found.printed_on), "earliest": _day(found.earliest), "latest": _day(found.latest)}


def _explained_window(found: Window) -> dict[str, object]:
    return {"service": found.service.value, "aimed_for": _day(found.aimed_for), "rule": _rule(found.rule)}


def _latest(found: Latest) -> dict[str, object]:
    return {
        "hand_over_by": _minute(found.hand_over_by), "latest_delivery_day": _day(found.latest_delivery_day),
        "slack_days": found.slack_days,
    }  # fmt: skip


def _explained_latest(found: Latest) -> dict[str, object]:
    return {
        "service": found.service.value, "printed_on": _day(found.printed_on), "lands_by": _day(found.lands_by),
        "missed_lands_by": _day(found.missed_lands_by), "missing_costs_days": found.missing_costs_days,
        "rule": _rule(found.rule),
    }  # fmt: skip


def _alternative(other: Alternative) -> dict[str, object]:
    cost = None if other.cost is None else str(other.cost)
    return {"service": other.latest.service.value, **_latest(other.latest), "days_gained": other.days_gained, "cost": cost}


def _rule(rule: PostalRule) -> dict[str, object]:
    return {
        "valid_from": _day(rule.valid_from), "valid_to": _day(rule.valid_to), "delivery_days": rule.delivery_days.value,
        "aim_days": rule.aim_days, "aim_percent": None if rule.aim_percent is None else str(rule.aim_percent),
        "safe_days": rule.safe_days, "critical_days": rule.critical_days, "safe_is_documented": rule.safe_is_documented,
        "source": rule.source,
    }  # fmt: skip


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _minute(when: datetime) -> str:
    return when.isoformat(timespec="minutes")
