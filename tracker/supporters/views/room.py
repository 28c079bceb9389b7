"""The blueprint, and the page inside a contest that every view of the room answers with."""

from typing import Any

from flask import Blueprint, url_for

from tracker.contests.models import Candidacy
from tracker.kernel.answers import Answer, page
from tracker.kernel.forms import TrackerForm
from tracker.supporters.models import Supporter

blueprint = Blueprint("supporters", __name__)

LIST = "/contests/<slug:contest_slug>/candidates/<slug:candidacy_slug>/supporters"


def address(candidacy: Candidacy, endpoint: str = "of_candidacy", **parts: Any) -> str:
    """The address of a page about the candidacy's supporters."""
    return url_for(f"supporters.{endpoint}", contest_slug=candidacy.contest.slug, candidacy_slug=candidacy.slug, **parts)


def frame(candidacy: Candidacy) -> dict[str, Any]:
    """What the layout needs."""
    return {
        "contest": candidacy.contest, "tab": "supporters", "candidacy": candidacy,
        "address": lambda endpoint="of_candidacy", **parts: address(candidacy, endpoint, **parts),
    }  # fmt: skip


def list_page(template: str, candidacy: Candidacy, form: TrackerForm | None = None, **context: Any) -> Answer:
    """A page about the candidacy's supporters."""
    return page(template, form, **frame(candidacy), **context)


def supporter_page(template: str, supporter: Supporter, form: TrackerForm | None = None, **context: Any) -> Answer:
    """A page about one supporter."""
    return list_page(template, supporter.candidacy, form, supporter=supporter, **context)
