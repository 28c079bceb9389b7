"""Supporters of one candidate who may be one person."""

from dataclasses import dataclass

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from tracker.contests.models import Candidacy
from tracker.directory.models import NotDuplicate
from tracker.extensions import db
from tracker.rules.matching import MatchReason, NamedRecord, Suggestion, suggest_duplicates
from tracker.supporters.models import Supporter
from tracker.supporters.queries.find import supporter_in

KIND = "supporter"
MOST_SHOWN = 50
MOST_FOUND = 1_000


@dataclass(frozen=True)
class Likely:
    """Two supporters who may be one person, surer the nearer `score` is to 100."""

    left: Supporter
    right: Supporter
    score: int
    reasons: tuple[MatchReason, ...]


def likely_duplicates(candidacy: Candidacy) -> tuple[list[Likely], int]:
    """The likeliest duplicates of a list, best first, without the pairs somebody told apart; and how many were found.

    Asked anew each time, so that it is never stale; a very long list takes its time. It stops at MOST_FOUND.
    """
    different = told_apart(candidacy)
    found = [one for one in suggestions(candidacy) if (min(one.left, one.right), max(one.left, one.right)) not in different]
    shown = found[:MOST_SHOWN]
    ids = {number for one in shown for number in (one.left, one.right)}
    records = {record.id: record for record in db.session.scalars(select(Supporter).where(Supporter.id.in_(sorted(ids))))}
    return [Likely(records[one.left], records[one.right], one.score, one.reasons) for one in shown], len(found)


def suggestions(candidacy: Candidacy) -> list[Suggestion[int]]:
    """Pairs of supporters' numbers, best first."""
    rows = db.session.execute(
        select(Supporter.id, Supporter.name, Supporter.area_id, Supporter.email)
        .where(Supporter.candidacy_id == candidacy.id, Supporter.removed_at.is_(None)).order_by(Supporter.id)
    )  # fmt: skip
    records = (NamedRecord(number, name, str(area or ""), email) for number, name, area, email in rows)
    return suggest_duplicates(records, limit=MOST_FOUND)


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
