"""Pages of the room: supporters."""

from tracker.supporters import importing, models
from tracker.supporters.views import consent, duplicates, exports, imports, lists, records
from tracker.supporters.views.room import blueprint

__all__ = ["blueprint", "consent", "duplicates", "exports", "importing", "imports", "lists", "models", "records"]
