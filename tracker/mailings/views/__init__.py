"""Pages of the mailings room."""

from tracker.mailings.views import audience, details, letters, listing, moves, preview, returned, writing
from tracker.mailings.views.room import blueprint

__all__ = ["audience", "blueprint", "details", "letters", "listing", "moves", "preview", "returned", "writing"]
