"""Work done beside the queue: again and again, and never cut short by a polite signal."""

import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from flask import Flask

from tests.support.patience import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[3]


def test_turns_are_taken_again_and_again_and_the_last_is_finished(real_app: Flask, tmp_path: Path) -> None:
    story = tmp_path / "story"
    settings = {name: str(value) for name, value in asdict(real_app.config["SETTINGS"]).items()} | {"TRACKER_MODE": "demonstration"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.jobs.turning_child", str(story)],
        cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until(lambda: enough(story), what=lambda: "the turns were not taken")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    finally:
        worker.kill()
        worker.wait(10)
    lines = [line for line in story.read_text().split() if line != "broken"]
    assert lines == ["begun", "ended"] * (len(lines) // 2), "each turn that began was ended"


def enough(story: Path) -> bool:
    told = story.read_text() if story.exists() else ""
    return told.count("begun") >= 3 and told.count("broken") >= 2
