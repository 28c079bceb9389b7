"""Medians of what a call takes."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

MILLISECONDS = 1000


class NotInstalled(RuntimeError):
    """What Tracker would be measured beside is not on this machine."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the table; `ours`, `naive` and `promised` are in `unit`."""

    what: str
    ours: float
    promised: float
    beside: str
    naive: float
    unit: str


def seconds(call: Callable[[], object], times: int = 5) -> float:
    """The median time of a call."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
