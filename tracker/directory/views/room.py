"""The blueprint, and what its views have in common."""

from typing import Any

from flask import Blueprint, redirect

from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.kernel.answers import NOTHING, Answer, shown

blueprint = Blueprint("directory", __name__)


def moved(url: str) -> Answer:
    """The record lives at another address for good."""
    return redirect(url, 301)


def shown_field(name: str, value: Any) -> str:
    """A stored value of the field `name` as a person reads it: an area or body by its name."""
    model = {"area_id": Area, "parent_id": Body, "body_id": Body}.get(name)
    if model is None or value is None:
        return shown(value)
    record: Any = db.session.get(model, value)
    return str(record.name) if record else NOTHING
