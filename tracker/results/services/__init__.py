"""What is done to results: one function for each intention."""

from tracker.results.services.checking import Upload, check_ballots
from tracker.results.services.declaring import (
    Declaration,
    confirm,
    declare,
    declare_without_ballot,
    set_aside_with_contest,
)
from tracker.results.services.recording import discard, record, refuse_too_early
from tracker.results.writing import Report, RoundReport

__all__ = [
    "Declaration", "Report", "RoundReport", "Upload", "check_ballots", "confirm", "declare", "declare_without_ballot", "discard",
    "record", "refuse_too_early", "set_aside_with_contest",
]  # fmt: skip
