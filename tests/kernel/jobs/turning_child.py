"""A worker in a process of its own that takes turns beside its queue: each turn writes a line when it begins and when it ends."""

import sys
import time
from pathlib import Path

from config import Settings
from tracker import create_app
from tracker.kernel import jobs

story = Path(sys.argv[1])


def tell(line: str) -> None:
    with story.open("a") as file:
        file.write(f"{line}\n")


def turn() -> bool:
    tell("begun")
    time.sleep(0.3)
    tell("ended")
    return True


def broken() -> bool:
    tell("broken")
    raise ZeroDivisionError


if __name__ == "__main__":
    jobs.beside("turn", turn)
    jobs.beside("broken", broken)
    jobs.run_worker(create_app(Settings.from_environment()))
