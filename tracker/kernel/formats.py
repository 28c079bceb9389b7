"""Dates, times and numbers as people here write them, in both languages."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask
from flask_babel import get_locale, gettext
from jinja2 import pass_context
from jinja2.runtime import Context

from tracker.kernel import clock

NOON = (12, 0)


def _locale() -> str:
    return str(get_locale() or "en")


def _day_of(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) and value.tzinfo else value


def day(value: date | datetime | None) -> str:
    """Friday 15 June 2012; Dydd Gwener, 15 Mehefin 2012. Nothing for None."""
    if value is None:
        return ""
    pattern = "full" if _locale() == "cy" else "EEEE d MMMM y"
    return format_date(_day_of(value), pattern, locale=_locale())


def day_short(value: date | datetime | None) -> str:
    """15 Jun 2012; 15 Meh 2012. Nothing for None."""
    return "" if value is None else format_date(_day_of(value), "d MMM y", locale=_locale())


def clock_time(value: datetime | None) -> str:
    """17:30; noon is spelt: 12:00 noon. Nothing for None."""
    if value is None:
        return ""
    wall = clock.local(value) if value.tzinfo else value
    text = format_time(wall.time(), "HH:mm", locale=_locale())
    return str(gettext("%(time)s noon", time=text)) if (wall.hour, wall.minute) == NOON else text


def moment(value: datetime | None) -> str:
    """Friday 15 June 2012, 12:00 noon. Nothing for None."""
    return "" if value is None else f"{day(value)}, {clock_time(value)}"


def number(value: int | Decimal | None) -> str:
    """1,142. Nothing for None."""
    return "" if value is None else format_decimal(value, locale=_locale())


def pounds(value: Decimal | None) -> str:
    """£1,142.50. Nothing for None."""
    return "" if value is None else format_currency(value, "GBP", locale=_locale())


def percent(value: float | Decimal | None) -> str:
    """0.504 as 50.4%. Nothing for None."""
    return "" if value is None else format_percent(value, "0.#%", locale=_locale())


def register(app: Flask) -> None:
    """Give the templates of `app` these filters."""
    for name, function in {
        "day": day, "day_short": day_short, "clock": clock_time, "moment": moment, "number": number, "pounds": pounds, "percent": percent,
    }.items():  # fmt: skip
        app.jinja_env.filters[name] = function
    app.jinja_env.globals["ngettext"] = _with_its_number_written(cast(Callable[..., str], app.jinja_env.globals["ngettext"]))


def _with_its_number_written(ngettext: Callable[..., str]) -> Callable[..., str]:
    """A template's `ngettext` that writes %(num)s as `number` does: 1,250 votes."""

    @pass_context
    def written(context: Context, singular: str, plural: str, count: int, /, **variables: object) -> str:
        return ngettext(context, singular, plural, count, **{"num": number(count), **variables})

    return written
