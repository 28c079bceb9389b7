"""Searching, and what picking fields ask for."""

from flask import jsonify, request
from werkzeug.wrappers import Response

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.directory import search as searching
from tracker.directory.events import RecordKind
from tracker.directory.picking import ENDORSERS
from tracker.directory.queries.lists import how_many
from tracker.directory.queries.search import tidy
from tracker.directory.views.room import blueprint
from tracker.kernel.answers import Answer, page
from tracker.kernel.guards import guard

MOST_SUGGESTED = 10


@blueprint.get("/search")
@guard(Permission.READ_DIRECTORY)
def search() -> Answer:
    """What was found, in sections; without a question, where to look."""
    text = tidy(request.args.get("q", ""))
    return page(
        "directory/search.html",
        text=text,
        sections=searching.search(current_actor(), text),
        counts=how_many(),
    )


@blueprint.get("/directory/suggest")
@guard(Permission.READ_DIRECTORY)
def suggest() -> Response:
    """At most ten records whose names answer `q`, of the kinds asked for (`kinds=person,body`), as JSON."""
    wanted = request.args.get("kinds", "").split(",")
    kinds = tuple(kind for kind in RecordKind if kind.value in wanted) or ENDORSERS
    hits = searching.suggest(tidy(request.args.get("q", "")), kinds, MOST_SUGGESTED)
    return jsonify(
        [
            {"id": hit.key, "kind": hit.kind, "label": hit.label, "hint": hit.hint, "url": hit.url}
            for hit in hits
        ]
    )
