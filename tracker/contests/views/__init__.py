"""Pages of the room: contests."""

from tracker.contests.views import (
    candidacy,
    candidates,
    clone,
    contests,
    decide,
    listing,
    moves,
    rules,
    timetable,
)
from tracker.contests.views.room import blueprint

__all__ = ["blueprint", "candidacy", "candidates", "clone", "contests", "decide", "listing", "moves", "rules", "timetable"]
