"""Commands of the mailings room."""

from tracker.mailings.services.allowances import Use, record_use, set_allowance
from tracker.mailings.services.approving import move, schedule
from tracker.mailings.services.house import confirm, take_file
from tracker.mailings.services.mailings import LABELS, aim, begin, edit, write
from tracker.mailings.services.returned import Returned, record_returned

__all__ = [
    "LABELS", "Returned", "Use", "aim", "begin", "confirm", "edit", "move", "record_returned", "record_use", "schedule", "set_allowance",
    "take_file", "write",
]  # fmt: skip
