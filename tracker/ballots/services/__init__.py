"""What is done to ballots."""

from tracker.ballots.services.plans import adopt

__all__ = ["adopt"]
