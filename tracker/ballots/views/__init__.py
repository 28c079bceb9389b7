"""Pages of the ballots room."""

from tracker.ballots.views import batches, counts, desk, editions, papers, plans, times
from tracker.ballots.views.room import blueprint

__all__ = ["batches", "blueprint", "counts", "desk", "editions", "papers", "plans", "times"]
