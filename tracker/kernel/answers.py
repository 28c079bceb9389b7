"""What views have in common: trying a command, showing its form again when it is refused, saying what was done."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from flask import flash, redirect, render_template
from flask_babel import LazyString, gettext
from werkzeug.wrappers import Response

from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.formats import day, moment
from tracker.kernel.forms import TrackerForm
from tracker.kernel.words import word

Answer = str | tuple[str, int] | Response
Done = TypeVar("Done")
UNPROCESSABLE = 422
NOTHING = "–"


def attempt(form: TrackerForm, command: Callable[[], Done]) -> tuple[bool, Done | None]:
    """Run `command`; (True, its answer), or (False, None) with the refusal shown on `form`."""
    try:
        return True, command()
    except StaleRecord as stale:
        for difference in stale.differences:
            difference.stored, difference.sent = shown(difference.stored), shown(difference.sent)
        form.show_both_versions(stale)
    except Refused as refusal:
        form.refuse(refusal)
    return False, None


def page(template: str, form: TrackerForm | None = None, **context: Any) -> Answer:
    """The page of `template`; 422 when it shows a form that was sent and refused."""
    text = render_template(template, form=form, **context)
    return (text, UNPROCESSABLE) if form is not None and form.is_submitted() else text


def done(message: str | LazyString, url: str) -> Answer:
    """Say what was done, and go there."""
    flash(str(message), "ok")
    return redirect(url, 303)


def shown(value: Any) -> str:
    """A stored value as a person reads it; a dash for nothing."""
    for kind, wording in WORDINGS:
        if isinstance(value, kind):
            return str(wording(value)) or NOTHING
    return NOTHING if value is None else str(value) or NOTHING


WORDINGS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (bool, lambda value: gettext("Yes") if value else gettext("No")),
    (StrEnum, word),
    (datetime, moment),
    (date, day),
    (list, lambda value: ", ".join(shown(item) for item in value)),
)
