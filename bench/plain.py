"""What needs no database: likely duplicates, a timetable, the start of the application."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import combinations

from rapidfuzz import fuzz

from bench.measuring import MILLISECONDS, Figure, seconds
from bench.world import names
from tracker.rules.matching import NamedRecord, suggest_duplicates
from tracker.rules.timetable import compute

SAMPLE = 1_500
CLOSE, POLL = datetime(2012, 6, 15, 12), date(2012, 11, 15)  # noqa: DTZ001 - as a clock on the wall shows it


def duplicates(size: int) -> Figure:
    """Suggestions among so many names; beside every pair compared, measured on a sample and reckoned up by the pairs."""
    people, sample = names(size), names(SAMPLE)
    ours = seconds(lambda: suggest_duplicates(NamedRecord(at, name) for at, name in enumerate(people)), times=3)
    pairs = size * (size - 1) / (SAMPLE * (SAMPLE - 1))
    naive = pairs * seconds(lambda: [fuzz.ratio(one, other) for one, other in combinations(sample, 2)], times=3)
    return Figure(
        what=f"duplicates among {size:,} names", ours=ours, promised=10, unit="s",
        beside=f"all pairs (reckoned from {SAMPLE:,} names)", naive=naive,
    )  # fmt: skip


def a_timetable(_size: int) -> Figure:
    """A whole timetable; beside each stage found by walking day by day from the close."""
    return Figure(
        what="a whole timetable", ours=seconds(_compute, 51) * MILLISECONDS, promised=5, unit="ms",
        beside="day by day, weekends only, no holidays", naive=seconds(_walk, 51) * MILLISECONDS,
    )  # fmt: skip


def start(_size: int) -> Figure:
    """What a server imports, in a fresh process with compiled bytecode; beside a process that only imports Flask."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        start = _process("import wsgi", folder)
        start()  # the first one compiles
        ours, naive = seconds(start), seconds(_process("import flask", folder))
    return Figure(what="start of the app", ours=ours, promised=1.5, unit="s", beside="import flask", naive=naive)


def _process(code: str, folder: str) -> Callable[[], object]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {"INSTANCE_PATH": folder, "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
    ready = f"{code}; import os; os._exit(0)"  # taking everything apart again is no part of starting
    return lambda: subprocess.run([sys.executable, "-c", ready], check=True, env=environment)


def _compute() -> object:
    return compute(CLOSE, None, POLL)


def _walk() -> list[date]:
    """Each of 31 offsets walked anew."""
    return [_back(CLOSE.date(), days) for days in range(1, 32)]


def _back(day: date, working_days: int) -> date:
    while working_days:
        day -= timedelta(days=1)
        working_days -= day.weekday() < 5
    return day
