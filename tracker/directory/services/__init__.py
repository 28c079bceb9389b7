"""What is done to the directory: one function per intention."""

from tracker.directory.services.areas import load_areas
from tracker.directory.services.bodies import create_body, edit_body
from tracker.directory.services.boundaries import import_boundaries
from tracker.directory.services.checks import AlreadyKnown
from tracker.directory.services.merging import mark_not_duplicate, merge
from tracker.directory.services.offices import add_office, edit_office, end_office
from tracker.directory.services.people import create_person, edit_person
from tracker.directory.services.postcodes import import_postcodes

__all__ = [
    "AlreadyKnown", "add_office", "create_body", "create_person", "edit_body", "edit_office", "edit_person", "end_office",
    "import_boundaries", "import_postcodes", "load_areas", "mark_not_duplicate", "merge",
]  # fmt: skip
