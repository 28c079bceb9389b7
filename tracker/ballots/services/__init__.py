"""What is done to ballots."""

from tracker.ballots.services.batches import StepDetails, make_batch, record_step
from tracker.ballots.services.counts import explain_variance, record_count, record_turnout, sign_variance
from tracker.ballots.services.plans import adopt
from tracker.ballots.services.times import extend_act, plan_act, see_act

__all__ = [
    "StepDetails", "adopt", "explain_variance", "extend_act", "make_batch", "plan_act", "record_count", "record_step", "record_turnout",
    "see_act", "sign_variance",
]  # fmt: skip
