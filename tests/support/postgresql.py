"""A PostgreSQL server of the tests' own: started once a run by whoever needs it first, stopped when the run ends.

It listens on a socket file in its own folder and nowhere else. PostgreSQL refuses to run as root, so root starts it as
the account the package made for it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.support.turns import one_at_a_time

ADVICE = "PostgreSQL is not installed: on Debian `apt-get install postgresql`, elsewhere put its bin folder on PATH"
FAST = ("fsync=off", "full_page_writes=off", "max_connections=60", "listen_addresses=")
DEBIAN = Path("/usr/lib/postgresql")


class NoPostgresql(RuntimeError):
    """The tests need PostgreSQL's programs and cannot find them."""


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs, the newest where Debian keeps several. Raises NoPostgresql."""
    versions = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]), reverse=True)
    found = str(versions[0]) if versions else shutil.which(name)
    if not found:
        raise NoPostgresql(ADVICE)
    return found


def start(run_folder: Path) -> str:
    """The server of this run, started if nobody has yet; answers its address for SQLAlchemy, without a database."""
    with one_at_a_time(run_folder / "postgresql.lock"):
        place = run_folder / "postgresql.folder"
        if not place.exists():
            place.write_text(str(_initialise_and_start()))
        folder = place.read_text()
    return f"postgresql+psycopg://{_owner() or pwd.getpwuid(os.getuid()).pw_name}@/{{name}}?host={folder}"


def stop(run_folder: Path) -> None:
    """Stop the server of this run, if there is one, and remove its folder."""
    place = run_folder / "postgresql.folder"
    if not place.exists():
        return
    folder = Path(place.read_text())
    _run("pg_ctl", "stop", "--pgdata", str(folder / "data"), "--mode", "immediate", "--silent")
    shutil.rmtree(folder)
    place.unlink()


def pause(run_folder: Path) -> None:
    """Stop the server of this run as a broken machine would; `resume` brings it back with what was committed."""
    folder = (run_folder / "postgresql.folder").read_text()
    _run("pg_ctl", "stop", "--pgdata", f"{folder}/data", "--mode", "immediate", "--silent")


def resume(run_folder: Path) -> None:
    """Start a paused server again."""
    _start(Path((run_folder / "postgresql.folder").read_text()))


def _initialise_and_start() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tracker-postgresql-"))
    if owner := _owner():
        shutil.chown(folder, owner)
    _run("initdb", "--pgdata", str(folder / "data"), "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
    _start(folder)
    return folder


def _start(folder: Path) -> None:
    data, options, log = str(folder / "data"), " ".join(f"-c {option}" for option in FAST), str(folder / "log")
    _run("pg_ctl", "start", "--pgdata", data, "--wait", "--log", log, "--options", f"{options} -k {folder}")


def _run(name: str, *arguments: str) -> None:
    """Run one program as the server's owner. Raises RuntimeError with what it said when it fails."""
    owner = _owner()
    groups: list[int] | None = [] if owner else None
    done = subprocess.run(
        [program(name), *arguments],
        user=owner, group=owner, extra_groups=groups, cwd="/",
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stderr.strip()}")


def _owner() -> str | None:
    """The account to run the server as, when we are root; None: ourselves."""
    return "postgres" if os.getuid() == 0 else None


