"""Lists of electors: read, checked, written, and compared with the list before."""

from tracker.electorate.imports.fields import FIELDS
from tracker.electorate.imports.spec import KIND, ElectorImport, place_of

__all__ = ["FIELDS", "KIND", "ElectorImport", "place_of"]
