"""Supporters of one candidate who may be one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from tracker.contests.models import Candidacy
from tracker.directory.models import NotDuplicate
from tracker.extensions import db
from tracker.rules.matching import MatchReason, NamedRecord, Suggestion, suggest_duplicates
from tracker.supporters.models import DuplicateSearch, Supporter, SupporterTally
from tracker.supporters.queries.find import supporter_in

KIND = "supporter"
MOST_SHOWN = 50
MOST_FOUND = 1_000
LONGEST_SHORT_LIST = 1_000


@dataclass(frozen=True)
class Likely:
    """Two supporters who may be one person, surer the nearer `score` is to 100."""

    left: Supporter
    right: Supporter
    score: int
    reasons: tuple[MatchReason, ...]


@dataclass(frozen=True)
class Found:
    """The likeliest duplicates, best first; how many there are; as of when, or None for this moment; how many were compared."""

    likely: list[Likely]
    count: int
    is_limit: bool
    as_of: datetime | None
    compared_count: int


def list_length(candidacy: Candidacy) -> int:
    """How many supporters the candidate has."""
    query = select(func.sum(SupporterTally.count)).where(SupporterTally.candidacy_id == candidacy.id)
    return int(db.session.scalar(query) or 0)


def is_short(candidacy: Candidacy) -> bool:
    """Whether the list is compared while one waits; a longer one is compared behind the page."""
    return list_length(candidacy) <= LONGEST_SHORT_LIST


def search_of(candidacy: Candidacy) -> DuplicateSearch | None:
    """The search of a candidate's list, if there ever was one."""
    return db.session.scalars(select(DuplicateSearch).where(DuplicateSearch.candidacy_id == candidacy.id)).one_or_none()


def found_now(candidacy: Candidacy) -> Found:
    """The likely duplicates of a short list, asked anew."""
    return _still_open(candidacy, suggestions(candidacy.id), None, list_length(candidacy))


def found_before(candidacy: Candidacy, search: DuplicateSearch) -> Found:
    """What the last search found, without what was merged, removed or told apart since."""
    pairs = [
        Suggestion(left, right, score, tuple(MatchReason(reason) for reason in reasons)) for left, right, score, reasons in search.found
    ]
    return _still_open(candidacy, pairs, search.found_at, search.compared_count)


def suggestions(candidacy_id: int) -> list[Suggestion[int]]:
    """Pairs of supporters' numbers, best first. A list of a hundred thousand takes some ten seconds; it stops at MOST_FOUND."""
    return suggest_duplicates(compared(candidacy_id), limit=MOST_FOUND)


def compared(candidacy_id: int) -> list[NamedRecord[int]]:
    """What is compared of each supporter on the list."""
    rows = db.session.execute(
        select(Supporter.id, Supporter.name, Supporter.area_id, Supporter.email)
        .where(Supporter.candidacy_id == candidacy_id, Supporter.removed_at.is_(None)).order_by(Supporter.id)
    )  # fmt: skip
    return [NamedRecord(number, name, str(area or ""), email) for number, name, area, email in rows]


def _still_open(candidacy: Candidacy, pairs: list[Suggestion[int]], as_of: datetime | None, compared_count: int) -> Found:
    """Those of `pairs` that nobody has decided, with their records."""
    listed = _still_listed(candidacy, {number for pair in pairs for number in (pair.left, pair.right)})
    different = told_apart(candidacy)
    still = [
        one for one in pairs
        if one.left in listed and one.right in listed and (min(one.left, one.right), max(one.left, one.right)) not in different
    ]  # fmt: skip
    shown = still[:MOST_SHOWN]
    ids = {number for one in shown for number in (one.left, one.right)}
    records = {record.id: record for record in db.session.scalars(select(Supporter).where(Supporter.id.in_(sorted(ids))))}
    likely = [Likely(records[one.left], records[one.right], one.score, one.reasons) for one in shown]
    return Found(likely, len(still), len(pairs) >= MOST_FOUND, as_of, compared_count)


def _still_listed(candidacy: Candidacy, ids: Iterable[int]) -> set[int]:
    query = select(Supporter.id).where(
        Supporter.id.in_(sorted(ids)), Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None)
    )
    return set(db.session.scalars(query))


def told_apart(candidacy: Candidacy) -> set[tuple[int, int]]:
    """The pairs of this list that somebody found to be different people, the smaller number first."""
    query = (
        select(NotDuplicate.left_id, NotDuplicate.right_id).join(Supporter, Supporter.id == NotDuplicate.left_id)
        .where(NotDuplicate.kind == KIND, Supporter.candidacy_id == candidacy.id)
    )  # fmt: skip
    return {(left, right) for left, right in db.session.execute(query)}


def pair_in(contest_slug: str, candidacy_slug: str, left_id: int, right_id: int) -> tuple[Supporter, Supporter]:
    """Two different supporters of one candidacy, both on the list. Raises NotFound."""
    pair = supporter_in(contest_slug, candidacy_slug, left_id), supporter_in(contest_slug, candidacy_slug, right_id)
    if left_id == right_id or any(supporter.removed_at is not None for supporter in pair):
        raise NotFound
    return pair
