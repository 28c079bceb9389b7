"""Every command that somebody gives leaves an entry in the history, or says here why it does not."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.sources import (
    ROOT,
    dotted,
    functions,
    imports,
    module_name,
    name_of,
    python_files,
    tree,
)

RECORD = "tracker.kernel.history.record"
MOVES = re.compile(r"\.[A-Z_]+\.apply$")  # a table of transitions: `apply` records each move, see kernel/transitions.py
CHECKS = ("refuse_", "check_", "expect_")  # these change nothing
LEAVES_NO_ENTRY: dict[str, str] = {}  # "tracker.room.services.name": why it changes nothing


def is_services(path: Path) -> bool:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] == "tracker" and "services" in parts


@cache
def defined() -> dict[str, tuple[Path, ast.AST]]:
    """Every function at the top of a module of ours, by its full name."""
    return {
        f"{module_name(path)}.{node.name}": (path, node)
        for path in python_files("tracker")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef)
    }


def called_by(name: str) -> Iterator[str]:
    """The full names of what a function calls, as far as the imports of its module tell."""
    path, node = defined()[name]
    known = {full.rpartition(".")[2]: full for full in imports(path)}
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and (said := dotted(call.func)):
            first, _, rest = said.partition(".")
            full = known.get(first, f"{module_name(path)}.{first}")
            yield resolved(f"{full}.{rest}" if rest else full)


@cache
def resolved(name: str) -> str:
    """Where a name re-exported by a package is really defined."""
    if name in defined() or name == RECORD:
        return name
    module, _, last = name.rpartition(".")
    package = ROOT.joinpath(*module.split("."), "__init__.py")
    if module.startswith("tracker.") and package.is_file():
        for full in imports(package):
            if full.rpartition(".")[2] == last and full != name:
                return resolved(full)
    return name


def leaves_an_entry(name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function, or anything it calls, records history."""
    if name == RECORD or MOVES.search(name):
        return True
    if name in seen or name not in defined():
        return False
    return any(leaves_an_entry(called, seen | {name}) for called in called_by(name))


def commands() -> list[str]:
    """The public functions of services that are told who acts."""
    return [
        f"{module_name(path)}.{node.name}"
        for path in python_files("tracker")
        if is_services(path)
        for node in functions(tree(path))
        if not node.name.startswith(("_", *CHECKS)) and node in tree(path).body
        and any(argument.arg == "actor" for argument in [*node.args.args, *node.args.kwonlyargs])
    ]  # fmt: skip


@pytest.mark.parametrize("command", commands())
def test_a_command_writes_history(command: str) -> None:
    assert leaves_an_entry(command) or LEAVES_NO_ENTRY.get(command), f"{command} records nothing ({name_of(defined()[command][0])})"


def test_the_exceptions_are_still_there() -> None:
    assert not LEAVES_NO_ENTRY.keys() - set(commands())
