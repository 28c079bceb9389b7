"""Pages of the room: the electorate."""

from tracker.electorate import imports as spec
from tracker.electorate import models
from tracker.electorate.views import alarms, electors, imports, index, releases, rolls, suppressions
from tracker.electorate.views.room import blueprint

__all__ = ["alarms", "blueprint", "electors", "imports", "index", "models", "releases", "rolls", "spec", "suppressions"]
