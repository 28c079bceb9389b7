"""Reading contests."""

from tracker.contests.queries.find import (
    candidacy_in,
    change_in,
    contest_by_slug,
    rule_in,
    stage_in,
    visible_contests,
)
from tracker.contests.queries.listing import listed_contests
from tracker.contests.queries.moves import OfferedMove, candidacy_moves, contest_moves

__all__ = [
    "OfferedMove", "candidacy_in", "candidacy_moves", "change_in", "contest_by_slug", "contest_moves", "listed_contests",
    "rule_in", "stage_in", "visible_contests",
]  # fmt: skip
