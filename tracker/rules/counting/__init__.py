"""Counting a scrutineer's ballots again, and what differs from what was reported."""

from tracker.rules.counting.ballots import UNNAMED_MARKS, WORDS, BadBallots, BallotSet, Fault, Rank, Ranking
from tracker.rules.counting.blt import read_blt, write_blt
from tracker.rules.counting.contradictions import Contradiction, Contradicts, contradictions
from tracker.rules.counting.differences import Difference, Subject, difference_of_winners, differences
from tracker.rules.counting.eliminating import NotChecked, count_ballots, eliminating_ballot, plurality
from tracker.rules.counting.papers import Ending
from tracker.rules.counting.rankings_csv import CsvShape, read_csv
from tracker.rules.counting.rounds import Count, Round, Tie, percentage, quota, to_json
from tracker.rules.counting.rules import USUAL_RULES, CountRules, OnRepeat, OnUnclear, TieRule
from tracker.rules.counting.ties import UndecidedTie

__all__ = [
    "UNNAMED_MARKS",
    "USUAL_RULES",
    "WORDS",
    "BadBallots",
    "BallotSet",
    "Contradiction",
    "Contradicts",
    "Count",
    "CountRules",
    "CsvShape",
    "Difference",
    "Ending",
    "Fault",
    "NotChecked",
    "OnRepeat",
    "OnUnclear",
    "Rank",
    "Ranking",
    "Round",
    "Subject",
    "Tie",
    "TieRule",
    "UndecidedTie",
    "contradictions",
    "count_ballots",
    "difference_of_winners",
    "differences",
    "eliminating_ballot",
    "percentage",
    "plurality",
    "quota",
    "read_blt",
    "read_csv",
    "to_json",
    "write_blt",
]  # fmt: skip
