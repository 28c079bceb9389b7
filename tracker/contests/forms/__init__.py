"""The forms of the room."""

from tracker.contests.forms.contests import (
    CancelForm,
    CloneForm,
    ContestFilter,
    ContestForm,
    MoveForm,
)
from tracker.contests.forms.rules import RemoveRuleForm, RuleForm

__all__ = [
    "CancelForm", "CloneForm", "ContestFilter", "ContestForm", "MoveForm", "RemoveRuleForm", "RuleForm",
]  # fmt: skip
