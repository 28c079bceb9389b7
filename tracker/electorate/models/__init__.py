"""The roll: the people on it, its frozen snapshots, who took it away, and who may not be written to."""

from tracker.electorate.models.changes import ContactAlarm, ContactChange
from tracker.electorate.models.electors import Elector, elector_columns
from tracker.electorate.models.releases import DataAgreement, RollRelease, release_columns
from tracker.electorate.models.rolls import Roll, RollEntry
from tracker.electorate.models.suppressions import Suppression, SuppressionSalt

__all__ = [
    "ContactAlarm", "ContactChange", "DataAgreement", "Elector", "Roll", "RollEntry", "RollRelease", "Suppression", "SuppressionSalt",
    "elector_columns", "release_columns",
]  # fmt: skip
