"""Pages of the room: endorsements."""

from tracker.endorsements import models, words  # noqa: F401 - the tables and words are declared with the room
from tracker.endorsements.views import (
    designations,
    evidence,
    exports,
    imports,
    joint,
    listing,
    log,
    moves,
    nominations,
    paste,
    queue,
    show,
)
from tracker.endorsements.views.room import blueprint

__all__ = [
    "blueprint",
    "designations",
    "evidence",
    "exports",
    "imports",
    "joint",
    "listing",
    "log",
    "moves",
    "nominations",
    "paste",
    "queue",
    "show",
]
