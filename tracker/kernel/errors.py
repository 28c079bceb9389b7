"""Ways a command can be refused. Each carries a message for the person, saying what to do."""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import LazyString


class Refused(Exception):
    """A command was refused for a reason the person can act on. `field` names the form field it belongs to, if any."""

    def __init__(self, message: str | LazyString, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """One thing missing before a move: what, and where to mend it (an address of a page, or None)."""

    message: str | LazyString
    url: str | None = None


class Blocked(Refused):
    """A move was refused; `blockers` lists everything that is missing."""

    def __init__(self, message: str | LazyString, blockers: list[Blocker]) -> None:
        super().__init__(message)
        self.blockers = blockers


@dataclass
class Difference:
    """One field two people disagree on: its label, what is stored, what was sent."""

    label: str | LazyString
    stored: Any
    sent: Any


@dataclass
class StaleRecord(Exception):
    """Somebody else saved the record first."""

    version: int
    differences: list[Difference] = field(default_factory=list)
