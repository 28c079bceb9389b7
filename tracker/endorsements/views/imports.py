"""Importing a spreadsheet, on screen."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.endorsements.imports import FIELDS, KIND, EndorsementImport
from tracker.endorsements.views.room import blueprint
from tracker.kernel.imports import ImportAuthor, Place, register_spec
from tracker.kernel.imports.screens import ImportScreens


def place_of(contest: Contest) -> Place:
    """Where an import of the contest goes."""
    return Place(kind="contest", id=contest.id, label=contest.title_en)


def _author() -> ImportAuthor:
    actor = current_actor()
    return ImportAuthor(actor.account_id, actor.name)


register_spec(KIND, EndorsementImport)
ImportScreens(
    kind=KIND, blueprint=blueprint, url="/contests/<slug:contest_slug>/endorsements/imports", permission=Permission.RECORD_ENDORSEMENT,
    load=contest_by_slug, place=place_of, frame=lambda contest: {"contest": contest, "tab": "endorsements"}, author=_author,
    title=_l("Import endorsements"), back=lambda contest: url_for("endorsements.index", contest_slug=contest.slug), fields=FIELDS,
).register()  # fmt: skip
