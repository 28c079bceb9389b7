"""What is done in the room: one function for each intention."""

from tracker.contests.services.candidacies import (
    CandidacyDetails,
    add_candidacy,
    change_statement,
    edit_candidacy,
    lock_list,
    move_candidacy,
    unlock_list,
)
from tracker.contests.services.cloning import clone_contest, replace
from tracker.contests.services.contests import ContestDetails, create_contest, edit_contest, new_office
from tracker.contests.services.deciding import Result, decide, report_result, set_aside
from tracker.contests.services.merging import follow_merge
from tracker.contests.services.moves import cancel, move
from tracker.contests.services.rules import RuleDetails, add_rule, edit_rule, remove_rule

__all__ = [
    "CandidacyDetails", "ContestDetails", "Result", "RuleDetails", "add_candidacy", "add_rule", "cancel", "change_statement",
    "clone_contest", "create_contest", "decide", "edit_candidacy", "edit_contest", "edit_rule", "follow_merge", "lock_list",
    "move", "move_candidacy", "new_office", "remove_rule", "replace", "report_result", "set_aside", "unlock_list",
]  # fmt: skip
