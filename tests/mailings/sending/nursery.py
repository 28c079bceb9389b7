"""Four real workers in processes of their own, killed at every step of their work: `python -m tests.mailings.sending.nursery STEPS`.

It forks them from one process that has read the code already, starts another for each that dies, and ends when its input
does; then it says how many were killed. STEPS names for each worker started at which step it kills itself, and how many
recipients before; after these, workers are killed from outside at odd moments, then left alone.
"""

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask

from config import Settings
from tracker import create_app
from tracker.kernel import jobs
from tracker.kernel.smtp import SmtpSession
from tracker.mailings.services.sending import claims, post_office, worker
from tracker.rules import sending as rules

WORKERS, KILLED_FROM_OUTSIDE, EVERY = 4, 6, 0.4
STEPS: dict[str, tuple[Any, str, bool]] = {
    "claiming": (claims, "_claim", True),
    "claimed": (worker.Worker, "_hand_over", False),
    "before the text": (SmtpSession, "_hand_over", False),
    "answered": (post_office.PostOffice, "hand_over", True),
    "recording": (claims, "record", True),
    "between": (worker, "answer_and_claim", True),
}


def die_at(step: str, after: int) -> None:
    """Let this process kill itself when it comes to `step` once more than `after` times."""
    if step == "text sent":
        return die_with_the_text_sent(after)
    owner, name, when_done = STEPS[step]
    whole, times = getattr(owner, name), iter(range(after))

    def deadly(*args: Any, **kwargs: Any) -> Any:
        answer = whole(*args, **kwargs) if when_done else None
        if next(times, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer if when_done else whole(*args, **kwargs)

    setattr(owner, name, deadly)
    return None


def die_with_the_text_sent(after: int) -> None:
    """The server has it all, and nobody hears its answer."""
    whole, times = SmtpSession._hand_over, iter(range(after))

    def deadly(self: SmtpSession, smtp: Any, message: bytes) -> Any:
        if next(times, None) is None:
            smtp.send(message + b".\r\n")
            time.sleep(0.05)
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(self, smtp, message)

    SmtpSession._hand_over = deadly  # type: ignore[method-assign]  # in this process only


def born(app: Flask, prepare: Callable[[], None]) -> int:
    """A worker in a process of its own, with a queue and connections of its own."""
    child = os.fork()
    if child == 0:
        os.close(0)
        rules.WAITS = (timedelta(seconds=0.3),) * 12
        prepare()
        jobs.init_app(app)
        jobs.run_worker(app)
        os._exit(0)
    return child


def main(steps: list[str]) -> None:
    """Raise workers until nobody asks for more."""
    plan = [tuple(step.split("=")) for step in steps]
    app, alive = create_app(Settings.from_environment()), set[int]()
    killed, struck, last = 0, 0, time.monotonic()
    while not select.select([0], [], [], 0.02)[0]:
        while (ended := os.waitpid(-1, os.WNOHANG) if alive else (0, 0))[0]:
            alive.discard(ended[0])
            killed += os.WIFSIGNALED(ended[1])
        while len(alive) < WORKERS:
            step, after = plan.pop(0) if plan else ("", "0")
            alive.add(born(app, lambda step=step, after=after: die_at(step, int(after)) if step else None))  # type: ignore[misc]  # bound now
        if not plan and struck < KILLED_FROM_OUTSIDE and time.monotonic() - last > EVERY:
            os.kill(random.Random(struck).choice(sorted(alive)), signal.SIGKILL)
            struck, last = struck + 1, time.monotonic()
    for child in alive:
        os.kill(child, signal.SIGTERM)
    for child in alive:
        os.waitpid(child, 0)
    sys.stdout.write(f"{killed}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
