"""Commands of the mailings room."""

from tracker.mailings.services.approving import move, schedule
from tracker.mailings.services.mailings import LABELS, aim, begin, edit, write

__all__ = ["LABELS", "aim", "begin", "edit", "move", "schedule", "write"]
