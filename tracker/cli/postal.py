"""What the commands that reckon with the post share: classes, hours and prices as they are typed, and why it cannot be done."""

import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from tracker.cli.answers import fail
from tracker.rules.post import NotOffered, PostalService
from tracker.rules.working_days import BeyondHorizon

A_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)
Answer = TypeVar("Answer")


def service(option: str, name: str) -> PostalService:
    """A class of post. Refuses what is none."""
    try:
        return PostalService(name.lower().replace("-", "_"))
    except ValueError:
        fail(f"{option}: there is no service {name!r}; there is: {', '.join(PostalService)}")


def time_of_day(option: str, text: str) -> time:
    """An hour of any day. Refuses what is none."""
    try:
        return time.fromisoformat(text if A_TIME.fullmatch(text) else "")
    except ValueError:
        fail(f"{option}: give a time such as 17:30, not {text!r}")


def price(option: str, text: str) -> tuple[PostalService, Decimal]:
    """A class and its price in pounds. Refuses what is none."""
    name, _, pounds = text.partition("=")
    try:
        found = Decimal(pounds)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        fail(f"{option}: give a class and pounds such as first=1.80, not {text!r}")
    return service(option, name), found


def reckoned(option: str, reckon: Callable[[], Answer]) -> Answer:
    """What `reckon` gives; a plain word where the holidays or the postal rules do not reach. `option` chose the class."""
    try:
        return reckon()
    except BeyondHorizon as beyond:
        fail(
            f"{beyond.day} cannot be reckoned with: bank holidays are known from {beyond.first} to {beyond.last}; "
            "give a date well inside, or install a newer list of bank holidays"
        )
    except NotOffered as missing:
        fail(_not_offered(option, missing))


def _not_offered(option: str, missing: NotOffered) -> str:
    if missing.first is None:
        return f"--model: the {missing.model} model knows nothing of {missing.service}; use another model or another service"
    return (
        f"{option}: {missing.service} has no known rule for a letter posted on {missing.day}, only from {missing.first}; "
        "choose another service, or --rules-of a later day"
    )
