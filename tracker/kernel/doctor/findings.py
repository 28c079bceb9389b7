"""Findings, and who makes them. They are for whoever runs the installation, in English like every command."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.kernel import unit_of_work


class Level(StrEnum):
    """How bad it is: nothing to do, look at it soon, something does not work."""

    FINE = "ok"
    POORLY = "look"
    ILL = "stop"


@dataclass(frozen=True)
class Finding:
    """What was looked at and found, and what to do about it where something is to be done."""

    level: Level
    subject: str
    text: str
    remedy: str = ""


Look = Callable[[], Iterable[Finding]]
_looks: dict[str, Look] = {}
log = logging.getLogger(__name__)


def check(name: str) -> Callable[[Look], Look]:
    """Let the doctor ask the decorated function too. `name` stands for it where it fails itself."""

    def keep(look: Look) -> Look:
        _looks[name] = look
        return look

    return keep


def examine(*names: str) -> Iterator[Finding]:
    """Everything found, or what the checks of these names find. A check that fails is a finding, and the others go on."""
    for name in names or tuple(_looks):
        try:
            yield from _looks[name]()
        except Exception as error:
            log.debug("the check %s failed", name, exc_info=True)
            yield ill(name, f"could not be looked at: {error}".splitlines()[0])
        finally:
            unit_of_work.rollback_whatever_happens()


def fine(subject: str, text: str) -> Finding:
    """Nothing to do."""
    return Finding(Level.FINE, subject, text)


def poorly(subject: str, text: str, remedy: str) -> Finding:
    """Something to look at soon."""
    return Finding(Level.POORLY, subject, text, remedy)


def ill(subject: str, text: str, remedy: str = "") -> Finding:
    """Something that does not work."""
    return Finding(Level.ILL, subject, text, remedy)
