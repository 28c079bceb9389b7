"""What may become of one message."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_ANSWER = 300


class Outcome(StrEnum):
    """What the server's answer means for one message. Only `UNKNOWN` leaves open whether it went out."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """What became of one message, with the server's own words."""

    outcome: Outcome
    text: str


class ServerDown(Exception):
    """The server cannot be used at present: nothing was handed over. The words are the server's or the system's."""


def in_words(code: int, text: bytes | str) -> str:
    """A reply as one line that can be stored and shown."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return plain(f"{code} {said}")


def plain(text: str) -> str:
    """`text` without control characters, in one line, no longer than can be stored."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST_ANSWER]
