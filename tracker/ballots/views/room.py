"""The blueprint, and what its templates ask for."""

from flask import Blueprint

from tracker.ballots.custody_words import gap_text, late_text
from tracker.ballots.pages import ballot_pages
from tracker.ballots.words import rule_text, source_text

blueprint = Blueprint("ballots", __name__)
blueprint.add_app_template_global(ballot_pages, "ballot_pages")
blueprint.add_app_template_global(gap_text, "gap_text")
blueprint.add_app_template_global(late_text, "late_text")
blueprint.add_app_template_global(rule_text, "rule_text")
blueprint.add_app_template_global(source_text, "source_text")

BALLOT = "/contests/<slug:contest_slug>/ballot"
