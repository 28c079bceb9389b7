"""What is stored of results."""

from tracker.results.models.recounts import Recount
from tracker.results.models.results import Result, ResultCandidate
from tracker.results.models.rounds import ResultLine, ResultRound, ResultTie
from tracker.results.models.votes import PLACES, Votes

__all__ = ["PLACES", "Recount", "Result", "ResultCandidate", "ResultLine", "ResultRound", "ResultTie", "Votes"]
