"""Pages of the ballots room."""

from tracker.ballots.views import batches, counts, desk, editions, non_arrivals, papers, plans, times
from tracker.ballots.views.room import blueprint

__all__ = ["batches", "blueprint", "counts", "desk", "editions", "non_arrivals", "papers", "plans", "times"]
