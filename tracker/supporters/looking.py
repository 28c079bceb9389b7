"""The search of a long list for likely duplicates, as the worker does it: read, compare without a lock, keep what was found."""

import logging
from datetime import timedelta

from sqlalchemy import select

from tracker.extensions import db
from tracker.kernel import jobs
from tracker.kernel.clock import now
from tracker.kernel.unit_of_work import reading, rollback, rollback_whatever_happens, unit
from tracker.rules.matching import suggest_duplicates
from tracker.rules.supporters import SearchState
from tracker.supporters.models import DuplicateSearch
from tracker.supporters.queries.duplicates import MOST_FOUND, compared

JOB = "look_for_duplicates"
MOST_ATTEMPTS = 3
PATIENCE = timedelta(seconds=60)

log = logging.getLogger(__name__)


def send(search: DuplicateSearch) -> None:
    """Queue the search."""
    search.queued_at, search.started_at = now(), None
    jobs.enqueue(JOB, search_id=search.id)


def look(search_id: int) -> None:
    """Look, and remember what was found. Does nothing unless the search waits for just that."""
    with jobs.alone(_lock(search_id)) as free:
        candidacy_id = _begin(search_id) if free else None
        if candidacy_id is not None:
            try:
                _look(search_id, candidacy_id)
            except Exception:
                log.exception("search %s for duplicates failed", search_id)
                rollback_whatever_happens()
                _fail(search_id)


def send_lost_searches_again() -> None:
    """Put back in the queue every search whose worker died, or whose job was never taken."""
    query = select(DuplicateSearch.id, DuplicateSearch.started_at, DuplicateSearch.queued_at)
    waiting = db.session.execute(query.where(DuplicateSearch.state == SearchState.LOOKING)).all()
    rollback()
    for search_id, started_at, queued_at in waiting:
        if started_at or queued_at < now() - PATIENCE:
            with jobs.alone(_lock(search_id)) as nobody_looks:
                pass
            if nobody_looks:
                _send_again(search_id)


def _lock(search_id: int) -> str:
    return f"duplicates-{search_id}"


def _begin(search_id: int) -> int | None:
    """Mark the search as begun; whose list it is of, or None when there is nothing to do."""
    with unit():
        search = db.session.get(DuplicateSearch, search_id, populate_existing=True)
        if search is None or not search.is_working:
            return None
        if search.attempts >= MOST_ATTEMPTS:
            search.state = SearchState.FAILED
            return None
        search.attempts += 1
        search.started_at = now()
        return search.candidacy_id


def _look(search_id: int, candidacy_id: int) -> None:
    as_of = now()
    with reading():
        records = compared(candidacy_id)
    found = suggest_duplicates(records, limit=MOST_FOUND)
    with unit():
        search = _get(search_id)
        search.found = [[one.left, one.right, one.score, list(one.reasons)] for one in found]
        search.found_at, search.compared_count, search.state = as_of, len(records), SearchState.FOUND


def _fail(search_id: int) -> None:
    with unit():
        _get(search_id).state = SearchState.FAILED


def _send_again(search_id: int) -> None:
    with unit():
        search = _get(search_id)
        if search.is_working:
            send(search)


def _get(search_id: int) -> DuplicateSearch:
    return db.session.get_one(DuplicateSearch, search_id, populate_existing=True)


jobs.register(JOB, look, own_units=True)
jobs.on_sweep(send_lost_searches_again)
