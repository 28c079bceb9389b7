"""`flask serve`: one command starts everything, and everything stops with it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE, wait_until

ROOT = Path(__file__).parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the servers of this module keep their data, one after the other: the first loads the demonstration."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture
def serve(tmp_path: Path, instance: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server starting on `port`; what it says goes to `said`."""
    environment = {**os.environ, "TRACKER_MODE": "demonstration", "INSTANCE_PATH": str(instance), "DATABASE_URL": "", "PORT": str(port)}
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve"], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
    yield process
    process.terminate()
    process.wait(PATIENCE)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def children_of(process: subprocess.Popen[bytes]) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(number) for number in listed]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_a_signal_and_leaves_nothing_running(
    serve: subprocess.Popen[bytes], port: int, tmp_path: Path, number: signal.Signals
) -> None:
    said = tmp_path / "said"
    wait_until(lambda: "Ctrl-C stops it" in said.read_text(), what=said.read_text)
    assert f"Tracker is at http://127.0.0.1:{port}" in said.read_text()
    assert answers(port)
    children = children_of(serve)
    assert len(children) == 2, "the web server and the worker"
    serve.send_signal(number)
    assert serve.wait(PATIENCE) == 0
    assert not answers(port)
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_when_one_ends_by_itself_the_other_is_stopped(serve: subprocess.Popen[bytes], port: int, tmp_path: Path) -> None:
    said = tmp_path / "said"
    wait_until(lambda: "Ctrl-C stops it" in said.read_text(), what=said.read_text)
    _web, worker = children_of(serve)
    os.kill(worker, signal.SIGKILL)
    assert serve.wait(PATIENCE) == 1
    assert "the worker ended by itself" in said.read_text()
    assert not answers(port)


def test_a_taken_port_is_said_plainly(port: int, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        environment = {**os.environ, "TRACKER_MODE": "demonstration", "INSTANCE_PATH": str(tmp_path), "DATABASE_URL": ""}
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--port", str(port)],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "Choose another port" in done.stderr
    assert not (tmp_path / "tracker.db").exists(), "nothing was begun"
