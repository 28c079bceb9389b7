"""The plan of a postal ballot: backwards from the close, with the days voters have and what would give them more."""

from tracker.rules.ballot_plan.acts import POSTINGS, Act, Actor, PlannedAct, Wording
from tracker.rules.ballot_plan.plan import PREVENTING, BallotPlan, Known, Problem, plan_ballot, well_placed
from tracker.rules.ballot_plan.terms import BallotTerms, ReissuePractice, postage
from tracker.rules.ballot_plan.ways_out import Change, WayOut, ways_out

__all__ = [
    "POSTINGS",
    "PREVENTING",
    "Act",
    "Actor",
    "BallotPlan",
    "BallotTerms",
    "Change",
    "Known",
    "PlannedAct",
    "Problem",
    "ReissuePractice",
    "WayOut",
    "Wording",
    "plan_ballot",
    "postage",
    "ways_out",
    "well_placed",
]  # fmt: skip
