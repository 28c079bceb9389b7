"""Waiting for what other processes do: as long as it takes on a slow machine, and no longer than something still moves."""

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds in which something has to move."""


def wait_until(done: Callable[[], bool], what: Callable[[], object], moves: Callable[[], object] = lambda: None) -> None:
    """Wait until `done()`. While `moves()` changes its answer, patience begins anew.

    Raises AssertionError with `what()` when nothing has moved for PATIENCE seconds.
    """
    seen, since = moves(), time.monotonic()
    while not done():
        now = moves()
        if now != seen:
            seen, since = now, time.monotonic()
        assert time.monotonic() - since < PATIENCE, what()
        time.sleep(0.05)
