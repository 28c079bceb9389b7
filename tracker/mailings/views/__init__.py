"""Pages of the mailings room."""

from tracker.mailings.views import audience, details, listing, moves, preview, writing
from tracker.mailings.views.room import blueprint

__all__ = ["audience", "blueprint", "details", "listing", "moves", "preview", "writing"]
