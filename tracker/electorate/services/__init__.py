"""What is done with the roll: one function per intention, one line of history each."""

from tracker.electorate.services.agreements import record_agreement, withdraw_agreement
from tracker.electorate.services.alarms import clear_alarm
from tracker.electorate.services.electors import by_rule, decide, edit, set_standing, undecide
from tracker.electorate.services.recompute import recompute
from tracker.electorate.services.releases import (
    RULE,
    file_hash,
    is_allowed,
    release,
    take,
    whose_copy,
    withdraw_release,
)
from tracker.electorate.services.rolls import freeze, recomputed_hash, verify
from tracker.electorate.services.suppressions import lift, suppress_address, suppress_person

__all__ = [
    "RULE", "by_rule", "clear_alarm", "decide", "edit", "file_hash", "freeze", "is_allowed", "lift", "recompute", "recomputed_hash",
    "record_agreement", "release", "set_standing", "suppress_address", "suppress_person", "take", "undecide", "verify", "whose_copy",
    "withdraw_agreement", "withdraw_release",
]  # fmt: skip
