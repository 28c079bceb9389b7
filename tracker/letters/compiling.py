"""The process that runs Typst: a folder of its own, limits on memory, time and files, an end when nobody waits any more.

Why a process: text that makes Typst need more memory than there is aborts the process it runs in, and a limit can only be set
for a whole process. The folder holds the template, the data and the signature and nothing else, as Typst may read all of it.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

from tracker.letters import child, face, typesetting
from tracker.letters.failures import LettersNotMade, Reason
from tracker.letters.letter import Letter

TEMPLATE = Path(__file__).parent / "template" / "letter.typ"
LOOKS_AGAIN = 0.1  # seconds between two looks whether to stop
MEGABYTE = 1024 * 1024
_NOWHERE = "http://127.0.0.1:9"  # port 9 discards: should Typst ever ask for a package, it finds nobody
_ENVIRONMENT = {"LANG": "C.UTF-8", "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "all_proxy": _NOWHERE}
_FAILURES = {
    "picture": Reason.PICTURE, "template": Reason.CRASHED, "memory": Reason.TOO_BIG, "disk": Reason.DISK_FULL,
}  # fmt: skip
_SIGNALS = {signal.SIGABRT: Reason.TOO_BIG, signal.SIGXCPU: Reason.TOO_SLOW, signal.SIGXFSZ: Reason.DISK_FULL}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one process may use: address space and largest file in bytes, time by the clock and of the processor in seconds."""

    memory: int = 2048 * MEGABYTE
    file: int = 512 * MEGABYTE
    seconds: int = 120
    open_files: int = 64


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """What a process answered: the letters' places in their new order, and first and last page of each, from 1."""

    order: tuple[int, ...]
    pages: tuple[tuple[int, int], ...]


USUAL = Limits()


def never() -> bool:
    """Nobody asks to stop."""
    return False


def furnish(folder: Path, letters: Sequence[Letter], *, title: str, both_sides: bool) -> None:
    """Put the template, the data and the signatures into an empty folder. Raises LettersNotMade when the disk is full."""
    try:
        copyfile(TEMPLATE, folder / TEMPLATE.name)
        data = typesetting.as_data(letters, title, both_sides)
        (folder / "letters.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in typesetting.pictures(letters).items():
            (folder / name).write_bytes(content)
    except OSError as failure:
        raise full_or(failure) from None


def full_or(failure: OSError) -> Exception:
    """What to raise for a failed write: that the disk is full, if that is why."""
    return LettersNotMade(Reason.DISK_FULL) if failure.errno in child.NO_ROOM else failure


def compile_in(
    folder: Path, make: str, groups: Sequence[int], *, ppi: int = 0,
    limits: Limits = USUAL, should_stop: Callable[[], bool] = never,
) -> Compiled:  # fmt: skip
    """Run Typst over a furnished folder. `groups` ascend; letters of one group are sorted by their pages.

    Raises LettersNotMade for whatever went wrong. The process is gone when this returns, in every case.
    """
    job = {"make": make, "groups": list(groups), "ppi": ppi, "fonts": str(face.FOLDER), "limits": _as_resources(limits)}
    try:
        (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    except OSError as failure:
        raise full_or(failure) from None
    answer = json.loads(_run(folder, limits, should_stop))
    return Compiled(order=tuple(answer["order"]), pages=tuple((first, last) for first, last in answer["pages"]))


def _as_resources(limits: Limits) -> dict[str, int]:
    return {"AS": limits.memory, "FSIZE": limits.file, "CPU": limits.seconds, "NOFILE": limits.open_files}


def _run(folder: Path, limits: Limits, should_stop: Callable[[], bool]) -> bytes:
    command = [sys.executable, "-I", child.__file__, str(folder)]
    process = subprocess.Popen(  # noqa: S603 - our own program, in a folder we made
        command, cwd=folder, env=_ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        said = _awaited(process, limits.seconds, should_stop)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
    if process.returncode:
        raise _failure(process.returncode, said)
    return said


def _awaited(process: subprocess.Popen[bytes], seconds: float, should_stop: Callable[[], bool]) -> bytes:
    ends = time.monotonic() + seconds
    while True:
        try:
            return process.communicate(timeout=LOOKS_AGAIN)[0]
        except subprocess.TimeoutExpired:
            if should_stop():
                raise LettersNotMade(Reason.STOPPED) from None
            if time.monotonic() > ends:
                raise LettersNotMade(Reason.TOO_SLOW) from None


def _failure(code: int, said: bytes) -> LettersNotMade:
    """What a process that ended badly died of."""
    if code < 0:
        return LettersNotMade(_SIGNALS.get(signal.Signals(-code), Reason.CRASHED), detail=signal.Signals(-code).name)
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        return LettersNotMade(Reason.CRASHED, detail=f"exit {code}")
    return LettersNotMade(_FAILURES[answer["failure"]], detail=answer["failure"])
