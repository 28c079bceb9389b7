"""The blueprint, and the page inside a contest that every view of the room answers with."""

from typing import Any

from flask import Blueprint, url_for

from tracker.contests.models import Contest
from tracker.kernel.answers import Answer, page
from tracker.kernel.forms import TrackerForm

blueprint = Blueprint("electorate", __name__)

ROOM = "/contests/<slug:contest_slug>/electorate"


def address(contest: Contest, endpoint: str = "index", **parts: Any) -> str:
    """The address of a page about the contest's electorate."""
    return url_for(f"electorate.{endpoint}", contest_slug=contest.slug, **parts)


def frame(contest: Contest) -> dict[str, Any]:
    """What the layout needs."""
    return {
        "contest": contest, "tab": "electorate",
        "address": lambda endpoint="index", **parts: address(contest, endpoint, **parts),
    }  # fmt: skip


def room_page(template: str, contest: Contest, form: TrackerForm | None = None, **context: Any) -> Answer:
    """A page about the contest's electorate."""
    return page(template, form, **frame(contest), **context)
