"""The blueprint, and what its views have in common: trying a command, and answering."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import LazyString, gettext
from werkzeug.wrappers import Response

from tracker.directory.models import Area, Body
from tracker.directory.services import AlreadyKnown
from tracker.extensions import db
from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.formats import day
from tracker.kernel.forms import TrackerForm
from tracker.kernel.words import word

blueprint = Blueprint("directory", __name__)

Answer = str | tuple[str, int] | Response
UNPROCESSABLE = 422
NOTHING = "–"


def attempt(form: TrackerForm, command: Callable[[], object]) -> bool:
    """Run `command`; False when it was refused, which `form` then shows."""
    try:
        command()
    except StaleRecord as stale:
        for difference in stale.differences:
            difference.stored, difference.sent = shown(difference.stored), shown(difference.sent)
        form.show_both_versions(stale)
    except AlreadyKnown as known:
        form.refuse(known)
        form.namesakes = known.records
    except Refused as refusal:
        form.refuse(refusal)
    else:
        return True
    return False


def page(template: str, form: TrackerForm | None = None, **context: Any) -> Answer:
    """The page of `template`; 422 when it shows a form that was sent and refused."""
    text = render_template(f"directory/{template}.html", form=form, **context)
    return (text, UNPROCESSABLE) if form is not None and form.is_submitted() else text


def done(message: str | LazyString, url: str) -> Answer:
    """Say what was done, and go there."""
    flash(str(message), "ok")
    return redirect(url, 303)


def moved(url: str) -> Answer:
    """The record lives at another address for good."""
    return redirect(url, 301)


def shown(value: Any) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return str(gettext("Yes")) if value else str(gettext("No"))
    if isinstance(value, StrEnum):
        return str(word(value))
    return day(value) if isinstance(value, date) else str(value)


def shown_field(name: str, value: Any) -> str:
    """A stored value of the field `name` as a person reads it: an area or body by its name."""
    model = {"area_id": Area, "parent_id": Body, "body_id": Body}.get(name)
    if model is None or value is None:
        return shown(value)
    record: Any = db.session.get(model, value)
    return str(record.name) if record else NOTHING
