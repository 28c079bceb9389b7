"""Work done beside the queue: again and again, and never cut short by a polite signal."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).resolve().parents[3]


def test_turns_are_taken_again_and_again_and_the_last_is_finished(real_app: Flask, tmp_path: Path) -> None:
    story = tmp_path / "story"
    settings = {name: str(value) for name, value in asdict(real_app.config["SETTINGS"]).items()} | {"TRACKER_MODE": "demonstration"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.jobs.turning_child", str(story)],
        cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 30
        while not story.exists() or story.read_text().count("begun") < 3 or story.read_text().count("broken") < 2:
            assert time.monotonic() < deadline, "the turns were not taken"
            time.sleep(0.05)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(15) == 0
    finally:
        worker.kill()
        worker.wait(10)
    lines = [line for line in story.read_text().split() if line != "broken"]
    assert lines == ["begun", "ended"] * (len(lines) // 2), "each turn that began was ended"
