"""What an edition needs before it moves on, and where to mend what it lacks."""

from collections.abc import Iterator

from flask import has_request_context, url_for
from flask_babel import gettext

from tracker.ballots.models import Edition
from tracker.ballots.queries.papers import has_batches, has_papers, latest_draw, standing
from tracker.kernel.errors import Blocker


def a_draw_of_those_who_stand(edition: Edition) -> Iterator[Blocker]:
    """The order was drawn, among exactly the candidates there are."""
    drawn = latest_draw(edition.contest)
    where = url_for("ballots.draw", contest_slug=edition.contest.slug) if has_request_context() else None
    if drawn is None:
        yield Blocker(message=gettext("The order of the candidates is not drawn yet."), url=where)
    elif {one.candidacy_id for one in drawn.places} != {one.id for one in standing(edition.contest)}:
        yield Blocker(message=gettext("Since the draw candidates came or went. Draw the order again."), url=where)


def nothing_issued(edition: Edition) -> Iterator[Blocker]:
    """No paper of the edition was issued or is in a batch."""
    if has_papers(edition):
        yield Blocker(message=gettext("Papers of this edition were issued. Close it, or make it void."))
    if has_batches(edition):
        yield Blocker(message=gettext("Papers of this edition are in a batch. Close it, or make it void."))
