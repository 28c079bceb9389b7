"""The blueprint, and what its views have in common."""

from typing import Any

from flask import Blueprint, url_for

from tracker.contests.models import Contest
from tracker.kernel import answers
from tracker.kernel.answers import Answer, page
from tracker.kernel.forms import TrackerForm
from tracker.kernel.words import word
from tracker.rules.counting import Subject

blueprint = Blueprint("results", __name__)
blueprint.add_app_template_global(lambda subject: word(Subject(subject)), "difference_word")

RESULT = "/contests/<slug:contest_slug>/result"


def result_page(template: str, contest: Contest, form: TrackerForm | None = None, **context: Any) -> Answer:
    """A page of the room, inside `contest`."""
    return page(template, form, contest=contest, tab="result", **context)


def done(message: str, contest: Contest) -> Answer:
    """Say what was done, and go to the result."""
    return answers.done(message, url_for("results.result", contest_slug=contest.slug))
