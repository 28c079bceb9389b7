"""Small habits, held over every file."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

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


def found(rule: Callable[[Path], Iterable[object]], *folders: str) -> list[str]:
    """What `rule` has against each Python file, named."""
    return [f"{name_of(path)}: {fault}" for path in python_files(*folders) for fault in rule(path)]


def calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.lineno, dotted(node.func)


def test_only_the_clock_reads_the_clock() -> None:
    def reads(path: Path) -> list[object]:
        return [call for call in calls(path) if READS_CLOCK.search(call[1]) and name_of(path) != CLOCK]

    assert not found(reads, "tracker", "config.py", "wsgi.py")


def test_imports_stand_at_the_top() -> None:
    def inside(path: Path) -> set[object]:
        return {
            node.lineno
            for function in functions(tree(path))
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }

    assert not found(inside)


def test_imports_name_what_they_take() -> None:
    def stars(path: Path) -> list[object]:
        imports = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)]
        return [node.lineno for node in imports if any(alias.name == "*" for alias in node.names)]

    assert not found(stars)


def test_only_the_edge_commits() -> None:
    def commits(path: Path) -> list[object]:
        if name_of(path).startswith(COMMITTERS):
            return []
        return [call for call in calls(path) if call[1].split(".")[-1] == "commit"]

    assert not found(commits, "tracker")


def test_files_are_short() -> None:
    def too_long(path: Path) -> list[object]:
        limit = next((lines for start, lines in LONGEST.items() if name_of(path).startswith(start)), None)
        count = len(path.read_text(encoding="utf-8").splitlines())
        return [f"{count} lines; make it a package, a file for each noun"] if limit and count > limit else []

    assert not found(too_long)


def test_functions_are_short() -> None:
    def too_long(path: Path) -> list[object]:
        sizes = [(each.name, (each.end_lineno or 0) - each.lineno) for each in functions(tree(path))]
        return [each for each in sizes if each[1] > LONGEST_FUNCTION]

    assert not found(too_long, "tracker", "config.py")


def test_a_suppression_has_a_code_and_a_reason() -> None:
    def bare(path: Path) -> list[object]:
        lines = path.read_text(encoding="utf-8").splitlines() if path != Path(__file__) else []
        comments = [comment for line in lines if (comment := SUPPRESSION.search(line))]
        return [comment[0] for comment in comments if not WITH_REASON.match(comment["rest"])]

    assert not found(bare)


def readable() -> list[Path]:
    return [path for path in tracked() if path.suffix in TEXT and path != Path(__file__)]


def offenders(pattern: re.Pattern[str]) -> list[str]:
    faults = []
    for path in readable():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                faults.append(f"{name_of(path)}:{number}: {line.strip()[:100]}")
    return faults


def test_nothing_is_left_for_later() -> None:
    assert not offenders(UNFINISHED)


def test_no_path_of_somebodys_machine() -> None:
    assert not offenders(MACHINE_PATH)


def test_no_room_for_everything() -> None:
    parts = {part for path in python_files("tracker") for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not parts & NAMELESS
