"""Importing endorsements from a spreadsheet."""

from tracker.endorsements.imports.fields import FIELDS
from tracker.endorsements.imports.spec import KIND, EndorsementImport

__all__ = ["FIELDS", "KIND", "EndorsementImport"]
