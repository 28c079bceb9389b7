"""Pages of the ballots room."""

from tracker.ballots.views import plans
from tracker.ballots.views.room import blueprint

__all__ = ["blueprint", "plans"]
