"""The blueprint, and the page inside a contest that every view of the room answers with."""

from typing import Any

from flask import Blueprint, url_for

from tracker.kernel.answers import Answer, page
from tracker.kernel.forms import TrackerForm
from tracker.mailings.models import Mailing
from tracker.mailings.pausing import in_words

blueprint = Blueprint("mailings", __name__)

LIST = "/contests/<slug:contest_slug>/mailings"
ONE = f"{LIST}/<id:number>"

blueprint.add_app_template_filter(in_words, "why_held")


def address(mailing: Mailing, endpoint: str = "show", **parts: Any) -> str:
    """The address of a page about `mailing`."""
    return url_for(f"mailings.{endpoint}", contest_slug=mailing.contest.slug, number=mailing.number, **parts)


def mailing_page(template: str, mailing: Mailing, form: TrackerForm | None = None, **context: Any) -> Answer:
    """A page about one mailing."""
    return page(
        template, form, contest=mailing.contest, tab="mailings", mailing=mailing,
        address=lambda endpoint="show", **parts: address(mailing, endpoint, **parts), **context,
    )  # fmt: skip
