"""Who walks through the demonstration."""

from collections.abc import Callable

from tests.support.visitor import Visitor
from tracker.accounts.demonstration import PASSWORD

MakeVisitor = Callable[..., Visitor]
SAVE = "main form[method=post] .actions button[type=submit] >> nth=0"
SAMPLE = "/contests/sample-regional-board"


def enter(visitor: Visitor, who: str) -> Visitor:
    """Let a visitor sign in by the form as one of the demonstration's people, and read English."""
    visitor.sign_in(f"{who}@demo.example", PASSWORD)
    visitor.visit("/language/en")
    return visitor
