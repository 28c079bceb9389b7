"""Asking for a long list to be searched for likely duplicates."""

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.rules.supporters import SearchState
from tracker.supporters.looking import send
from tracker.supporters.models import DuplicateSearch
from tracker.supporters.queries.duplicates import search_of


def look_for_duplicates(actor: Actor, candidacy: Candidacy) -> None:
    """Have the candidate's list searched behind the page. While a search is under way there is nothing more to ask."""
    require(actor, Permission.EDIT_SUPPORTERS, candidacy)
    search = search_of(candidacy)
    if search is not None and search.is_working:
        return
    if search is None:
        search = DuplicateSearch(candidacy_id=candidacy.id, queued_at=now())
        db.session.add(search)
        db.session.flush()
    search.state, search.attempts = SearchState.LOOKING, 0
    send(search)
    history.record(
        actor, "supporters.duplicates_sought", candidacy, contest_id=candidacy.contest_id, candidacy_id=candidacy.id
    )
