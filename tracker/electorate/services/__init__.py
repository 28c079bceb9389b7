"""What is done with the roll: one function per intention, one line of history each."""

from tracker.electorate.services.alarms import clear_alarm
from tracker.electorate.services.electors import by_rule, decide, edit, set_standing, undecide
from tracker.electorate.services.rolls import freeze, recomputed_hash, verify
from tracker.electorate.services.suppressions import lift, suppress_address, suppress_person

__all__ = [
    "by_rule", "clear_alarm", "decide", "edit", "freeze", "lift", "recomputed_hash", "set_standing", "suppress_address",
    "suppress_person", "undecide", "verify",
]  # fmt: skip
