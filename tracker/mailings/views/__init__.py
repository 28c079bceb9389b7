"""Pages of the mailings room."""

from tracker.mailings.views import (
    audience,
    calendar,
    details,
    fairness,
    letters,
    listing,
    moves,
    preview,
    returned,
    writing,
)
from tracker.mailings.views.room import blueprint

__all__ = ["audience", "blueprint", "calendar", "details", "fairness", "letters", "listing", "moves", "preview", "returned", "writing"]
