"""Pages of the room: contests."""

from tracker.contests.views import (
    calendars,
    candidacy,
    candidates,
    clone,
    contests,
    listing,
    moves,
    rules,
    stages,
    timetable,
)
from tracker.contests.views.room import blueprint

__all__ = [
    "blueprint", "calendars", "candidacy", "candidates", "clone", "contests", "listing", "moves", "rules", "stages", "timetable",
]  # fmt: skip
