"""The blueprint, and what its templates ask for."""

from flask import Blueprint

from tracker.ballots.words import rule_text, source_text

blueprint = Blueprint("ballots", __name__)
blueprint.add_app_template_global(rule_text, "rule_text")
blueprint.add_app_template_global(source_text, "source_text")

BALLOT = "/contests/<slug:contest_slug>/ballot"
