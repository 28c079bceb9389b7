"""A real server in a process of its own, with the demonstration loaded, as `make run` would leave it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.patience import wait_until
from tests.support.turns import one_at_a_time

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SETUP = (("db", "upgrade"), ("demo", "load"))


def demonstration(run_folder: Path) -> Path:
    """An instance folder with the demonstration, made once in a run: to be copied, for whoever serves from it changes it."""
    folder = run_folder / "demonstration"
    with one_at_a_time(run_folder / "demonstration.lock"):
        if not folder.exists():
            making = run_folder / "demonstration.making"
            making.mkdir()
            _set_up(_environment(making))
            making.rename(folder)
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the demonstration from `folder`, loaded into it where it is not yet; answers the address, and stops the server at the end."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**_environment(folder), "PUBLIC_URL": address}
    if not (folder / "tracker.db").exists():
        _set_up(environment)
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [BIN / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
             "--blocking-threads", "1", "wsgi:app"],
            cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _wait_for(f"{address}/healthz", server, folder / "server.log")
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "TRACKER_MODE": "demonstration", "INSTANCE_PATH": str(folder), "DATABASE_URL": ""}


def _set_up(environment: dict[str, str]) -> None:
    for command in SETUP:
        flask(environment, *command)


def flask(environment: dict[str, str], *command: str) -> str:
    """What a command prints. Raises RuntimeError with its complaint when it fails."""
    done = subprocess.run(
        [BIN / "flask", "--app", "wsgi", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"flask {' '.join(command)} failed:\n{done.stderr[-4000:]}")
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        assert server.poll() is None, f"the server did not start:\n{log.read_text()[-4000:]}"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    wait_until(answers, what=lambda: f"the server never answered:\n{log.read_text()[-4000:]}")
