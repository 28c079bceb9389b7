"""The blueprint, and what its views have in common."""

from typing import Any

from flask import Blueprint, url_for
from flask_babel import LazyString

from tracker.access.can import current_actor
from tracker.contests.models import Contest
from tracker.contests.queries.moves import contest_moves
from tracker.kernel import answers
from tracker.kernel.answers import Answer, attempt, page
from tracker.kernel.forms import TrackerForm

blueprint = Blueprint("contests", __name__)


def contest_page(template: str, contest: Contest, form: TrackerForm | None = None, *, tab: str = "candidates", **context: Any) -> Answer:
    """A page inside `contest`, with the moves the person may make."""
    moves = contest_moves(current_actor(), contest)
    return page(template, form, contest=contest, tab=tab, contest_moves=moves, **context)


def done(message: str | LazyString, endpoint: str, **parts: Any) -> Answer:
    """Say what was done, and go to a page of ours."""
    return answers.done(message, url_for(endpoint, **parts))


__all__ = ["Answer", "attempt", "blueprint", "contest_page", "done", "page"]
