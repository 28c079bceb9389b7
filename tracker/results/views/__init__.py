"""Pages of the results room."""

from tracker.results.views import checking, declaring, recording, result
from tracker.results.views.room import blueprint

__all__ = ["blueprint", "checking", "declaring", "recording", "result"]
