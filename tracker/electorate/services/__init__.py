"""What is done with the roll: one function per intention, one line of history each."""

from tracker.electorate.services.suppressions import lift, suppress_address, suppress_person

__all__ = ["lift", "suppress_address", "suppress_person"]
