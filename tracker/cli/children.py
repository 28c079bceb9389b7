"""Programs that live and die together: when one ends, or somebody asks, all end."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

BREATH = 0.1
PATIENCE = 10.0


class Children:
    """Programs started as children of this one, stopped with it. Use in a `with`."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder, self._environment = folder, environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False

    def __enter__(self) -> "Children":
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)
        return self

    def __exit__(self, *_problem: object) -> None:
        self.stop()

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one, out of reach of the terminal's own signals: what it hears it hears from here."""
        self._running[name] = subprocess.Popen(  # noqa: S603 - our own programs
            command, cwd=self._folder, env={**os.environ, **self._environment}, start_new_session=True
        )

    def ended(self) -> str | None:
        """The name of one that has ended, or None."""
        return next((name for name, child in self._running.items() if child.poll() is not None), None)

    def watch(self) -> str | None:
        """Wait until somebody asks to stop (None) or one ends by itself (its name)."""
        while not self.asked_to_stop:
            if name := self.ended():
                return name
            time.sleep(BREATH)
        return None

    def stop(self) -> None:
        """Ask each to end, and make those end that do not."""
        for child in self._running.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self._running.values():
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True
