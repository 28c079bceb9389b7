"""Pages of the mailings room."""

from tracker.mailings.services import reporting, sending
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
    unsubscribe,
    writing,
)
from tracker.mailings.views.room import blueprint

__all__ = [
    "audience", "blueprint", "calendar", "details", "fairness", "letters", "listing", "moves", "preview", "reporting", "returned",
    "sending", "unsubscribe", "writing",
]  # fmt: skip
