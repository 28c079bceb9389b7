"""The blueprint, what its templates ask for, and the page every view of papers answers with."""

from typing import Any

from flask import Blueprint, url_for

from tracker.ballots.custody_words import gap_text, late_text
from tracker.ballots.pages import ballot_pages
from tracker.ballots.words import rule_text, source_text
from tracker.contests.models import Contest
from tracker.kernel.answers import Answer, page
from tracker.kernel.forms import TrackerForm

blueprint = Blueprint("ballots", __name__)
blueprint.add_app_template_global(ballot_pages, "ballot_pages")
blueprint.add_app_template_global(gap_text, "gap_text")
blueprint.add_app_template_global(late_text, "late_text")
blueprint.add_app_template_global(rule_text, "rule_text")
blueprint.add_app_template_global(source_text, "source_text")

BALLOT = "/contests/<slug:contest_slug>/ballot"


def address(contest: Contest, endpoint: str = "plan", **parts: Any) -> str:
    """The address of a page about the contest's ballot."""
    return url_for(f"ballots.{endpoint}", contest_slug=contest.slug, **parts)


def paper_page(template: str, contest: Contest, form: TrackerForm | None = None, **context: Any) -> Answer:
    """A page about the contest's ballot papers."""
    frame = {
        "contest": contest, "tab": "ballot", "ballot_page": "papers",
        "address": lambda endpoint="papers", **parts: address(contest, endpoint, **parts),
    }  # fmt: skip
    return page(template, form, **frame, **context)
