"""What is stored of ballots."""

from tracker.ballots.models.custody import (
    CustodyStep,
    PaperBatch,
    PaperCount,
    TurnoutCount,
    VarianceReason,
    VarianceSignature,
)
from tracker.ballots.models.desk import DeliveryOffice, DispatchRun, NonArrival, NonArrivalAlarm, Reissue
from tracker.ballots.models.editions import BallotDraw, BallotDrawPlace, Edition, EditionEnclosure
from tracker.ballots.models.papers import CorrespondingNumber, IssueList, Paper
from tracker.ballots.models.plans import AdoptedAct, AdoptedPlan
from tracker.ballots.models.times import ActTime, TimeKind

__all__ = [
    "ActTime", "AdoptedAct", "AdoptedPlan", "BallotDraw", "BallotDrawPlace", "CorrespondingNumber", "CustodyStep", "DeliveryOffice",
    "DispatchRun", "Edition", "EditionEnclosure", "IssueList", "NonArrival", "NonArrivalAlarm", "Paper", "PaperBatch", "PaperCount",
    "Reissue", "TimeKind", "TurnoutCount", "VarianceReason", "VarianceSignature",
]  # fmt: skip
