"""The blueprint, and what its views have in common: trying a command, and answering."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import LazyString, gettext

from tracker.access.can import current_actor
from tracker.contests.models import Contest
from tracker.contests.queries.moves import contest_moves
from tracker.kernel.errors import Blocked, Refused, StaleRecord
from tracker.kernel.formats import day, moment
from tracker.kernel.forms import TrackerForm
from tracker.kernel.words import word

blueprint = Blueprint("contests", __name__)

Answer = str | tuple[str, int] | Response
Done = TypeVar("Done")
UNPROCESSABLE = 422


def attempt(form: TrackerForm, command: Callable[[], Done]) -> tuple[bool, Done | None]:
    """Run `command`; (True, its answer), or (False, None) with the refusal shown on `form`."""
    try:
        return True, command()
    except StaleRecord as stale:
        for difference in stale.differences:
            difference.stored, difference.sent = shown(difference.stored), shown(difference.sent)
        form.show_both_versions(stale)
    except Blocked as blocked:
        form.form_problem = blocked.message
    except Refused as refusal:
        form.refuse(refusal)
    return False, None


def shown(value: Any) -> str:
    """A stored value as a person reads it."""
    for kind, wording in WORDINGS:
        if isinstance(value, kind):
            return str(wording(value)) or "–"
    return "–" if value is None else str(value) or "–"


WORDINGS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (bool, lambda value: gettext("Yes") if value else gettext("No")),
    (StrEnum, word),
    (datetime, moment),
    (date, day),
    (list, lambda value: ", ".join(shown(item) for item in value)),
)


def page(template: str, form: TrackerForm | None = None, **context: Any) -> Answer:
    """The page of `template`; 422 when it shows a form that was sent and refused."""
    text = render_template(f"contests/{template}.html", form=form, **context)
    return (text, UNPROCESSABLE) if form is not None and form.is_submitted() else text


def contest_page(template: str, contest: Contest, form: TrackerForm | None = None, *, tab: str = "candidates", **context: Any) -> Answer:
    """A page inside `contest`, with the moves the person may make."""
    moves = contest_moves(current_actor(), contest)
    return page(template, form, contest=contest, tab=tab, contest_moves=moves, **context)


def done(message: str | LazyString, endpoint: str, **parts: Any) -> Answer:
    """Say what was done, and go there."""
    flash(str(message), "ok")
    return redirect(url_for(endpoint, **parts), 303)  # type: ignore[return-value] - werkzeug's own response class
