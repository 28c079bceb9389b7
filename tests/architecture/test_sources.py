"""Small habits, held over every file."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, dotted, functions, name_of, python_files, tracked, tree

CLOCK = "tracker/kernel/clock.py"
READS_CLOCK = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.time|time\.localtime|time\.gmtime)$")
COMMITTERS = ("tracker/kernel/unit_of_work.py", "tracker/kernel/jobs", "tracker/cli/")
LONGEST = {"tracker/": 300, "tests/": 500, "bench/": 300, "migrations/env.py": 300, "config.py": 300, "scripts/": 300}
LONGEST_FUNCTION = 60
SUPPRESSION = re.compile(r"# (noqa|type: ignore|pragma|nosec)(?P<rest>.*)$")
WITH_REASON = re.compile(r"(: ?[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* - |\[[a-z0-9-]+(, ?[a-z0-9-]+)*\]  # )\S+")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~])/(work|home/\w+|root|Users/\w+|opt/wheels)/")
NAMELESS = {"utils", "util", "helpers", "common", "shared", "misc"}
TEXT = {".py", ".html", ".md", ".txt", ".toml", ".in", ".css", ".js", ".po", ".ini", ".mako", ".cfg", ".sh", ""}


def every(*folders: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", python_files(*folders), ids=name_of)


@every("tracker", "config.py", "wsgi.py")
def test_only_the_clock_reads_the_clock(path: Path) -> None:
    calls = [dotted(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert name_of(path) == CLOCK or not [call for call in calls if READS_CLOCK.search(call)]


@every()
def test_imports_stand_at_the_top_and_name_what_they_take(path: Path) -> None:
    inside = [
        node.lineno
        for function in functions(tree(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    stars = [
        node.lineno for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]  # fmt: skip
    assert not inside, f"imports inside functions at lines {inside}"
    assert not stars, f"star imports at lines {stars}"


@every("tracker")
def test_only_the_edge_commits(path: Path) -> None:
    if name_of(path).startswith(COMMITTERS):
        return
    calls = [
        node.lineno for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "commit"
    ]  # fmt: skip
    assert not calls, f"commits at lines {calls}: services flush, the edge commits"


@every()
def test_files_are_short(path: Path) -> None:
    name = name_of(path)
    limit = next((lines for start, lines in LONGEST.items() if name.startswith(start)), None)
    count = len(path.read_text(encoding="utf-8").splitlines())
    assert limit is None or count <= limit, f"{count} lines; make it a package, a file for each noun"


@every("tracker", "config.py")
def test_functions_are_short(path: Path) -> None:
    long = {f.name: size for f in functions(tree(path)) if (size := (f.end_lineno or 0) - f.lineno) > LONGEST_FUNCTION}
    assert not long


@every()
def test_a_suppression_has_a_code_and_a_reason(path: Path) -> None:
    comments = [found for line in path.read_text(encoding="utf-8").splitlines() if (found := SUPPRESSION.search(line))]
    bare = [found.string.strip() for found in comments if not WITH_REASON.match(found["rest"])]
    assert path == Path(__file__) or not bare, "\n".join(bare)


def readable() -> list[Path]:
    return [path for path in tracked() if path.suffix in TEXT and path != Path(__file__)]


def offenders(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in readable():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:100]}")
    return found


def test_nothing_is_left_for_later() -> None:
    assert not offenders(UNFINISHED)


def test_no_path_of_somebodys_machine() -> None:
    assert not offenders(MACHINE_PATH)


def test_no_room_for_everything() -> None:
    parts = {part for path in python_files("tracker") for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not parts & NAMELESS
