"""Pages of the room: directory."""

from tracker.directory.views import areas, bodies, duplicates, offices, people, search
from tracker.directory.views.room import blueprint

__all__ = ["areas", "blueprint", "bodies", "duplicates", "offices", "people", "search"]
