"""What is stored of ballots."""

from tracker.ballots.models.plans import AdoptedAct, AdoptedPlan

__all__ = ["AdoptedAct", "AdoptedPlan"]
