"""Pages of the ballots room."""

from tracker.ballots.views import batches, counts, editions, papers, plans, times
from tracker.ballots.views.room import blueprint

__all__ = ["batches", "blueprint", "counts", "editions", "papers", "plans", "times"]
