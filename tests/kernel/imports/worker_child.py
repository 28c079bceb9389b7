"""A worker in a process of its own, for tests that kill it. With SLOW_UNTIL_KILLED it writes one batch and then waits."""

import os
import time
from pathlib import Path

from config import Settings
from tests.kernel.imports import room
from tracker import create_app
from tracker.kernel import imports, jobs


def wait_to_be_killed(mark: str) -> None:
    Path(mark).touch()
    time.sleep(120)


if __name__ == "__main__":
    imports.register_spec(room.KIND, room.make_members)
    if mark := os.environ.get("SLOW_UNTIL_KILLED"):
        room.Members.after_batch = staticmethod(lambda: wait_to_be_killed(mark))
    jobs.run_worker(create_app(Settings.from_environment()))
