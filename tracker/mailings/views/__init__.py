"""Pages of the mailings room."""

from tracker.mailings.services import reporting, sending
from tracker.mailings.views import (
    audience,
    calendar,
    deliveries,
    details,
    fairness,
    letters,
    listing,
    moves,
    preview,
    returned,
    switch,
    unsubscribe,
    writing,
)
from tracker.mailings.views.room import blueprint

__all__ = [
    "audience", "blueprint", "calendar", "deliveries", "details", "fairness", "letters", "listing", "moves", "preview",
    "reporting", "returned", "sending", "switch", "unsubscribe", "writing",
]  # fmt: skip
