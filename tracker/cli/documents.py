"""The parts of docs/ that the code itself can tell."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from config import ROOT, Settings
from tracker.access.permissions import MEANINGS, Permission
from tracker.access.table import EXPORTING_ROLES, TABLE
from tracker.accounts.words import TASKS_OF_ROLE
from tracker.kernel.transitions import Machine, Transition
from tracker.kernel.words import word
from tracker.rules.roles import SCOPES_OF_ROLE, Role, ScopeKind

WRITTEN = "<!-- Written by `make docs` from the code: edit that, not this. -->"


def generated() -> dict[Path, str]:
    """Each generated document, and what it should hold."""
    folder = ROOT / "docs"
    return {folder / "permissions.md": permissions(), folder / "states.md": states(), folder / "settings.md": settings()}


def permissions() -> str:
    """Who may do what: the access table in words."""
    roles = [
        (str(word(role)), str(TASKS_OF_ROLE[role]), _scopes(role), "can be granted" if role in EXPORTING_ROLES else "never")
        for role in Role
    ]
    rows = [(f"`{p.value}`", MEANINGS[p], "; ".join(reason.words for reason in TABLE[p])) for p in Permission]
    return _document(
        "Permissions",
        "What is not in this table nobody may do. Guards, lists, buttons and this page read one table, `tracker/access/table.py`.",
        "## Who may do what", _table(("permission", "meaning", "who"), rows),
        "## Roles",
        "A role is granted over something, from and until a time, by somebody else, for a reason; it is never edited: revoked, "
        "and granted anew. Over an area or a body means over everything beneath it too.",
        _table(("role", "task", "granted over", "right to export"), roles),
    )


def states() -> str:
    """Every move of every kind of record."""
    parts: list[str] = []
    for machine in machines():
        parts += [f"## {machine.name}", _table(("move", "from", "to", "permission", "in words"), [_move(t) for t in machine.transitions])]
    intro = "Every state, and every move between states, with the permission it needs. Buttons, checks and history read the same."
    return _document("States", intro, *parts)


def settings() -> str:
    """Every setting, its default and its meaning."""
    rows = [(f"`{f.name}`", f"`{f.default}`" if f.default else "(empty)", f.metadata["meaning"]) for f in fields(Settings)]
    return _document(
        "Settings",
        "Tracker reads its settings once, at the start, from environment variables of these names. Nothing else is read, and\n"
        "nothing is needed to try it: the defaults are the demonstration. In production set at least `TRACKER_MODE`, `SECRET_KEY`,\n"
        "`DATABASE_URL`, `PUBLIC_URL` and `MAIL_URL`; it refuses to start with the demonstration's secret or accounts.",
        _table(("setting", "default", "meaning"), rows),
    )


def machines() -> list[Machine[Any]]:
    """Every state machine of the application, by name."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("tracker.")]
    found = {thing.name: thing for module in modules for thing in vars(module).values() if isinstance(thing, Machine)}
    return [found[name] for name in sorted(found)]


def _move(move: Transition[Any]) -> tuple[str, ...]:
    """One row; the states in the order their enumeration gives."""
    sources = ", ".join(f"`{state.value}`" for state in type(move.target) if state in move.sources)
    wording = f"{move.label} (with a reason)" if move.needs_reason else str(move.label)
    return f"`{move.name}`", sources, f"`{move.target.value}`", f"`{move.permission.value}`", wording


def _scopes(role: Role) -> str:
    return " or ".join(str(word(kind)).lower() for kind in ScopeKind if kind in SCOPES_OF_ROLE[role])


def _document(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", WRITTEN, *parts)) + "\n"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_lines(headings, rows))


def _lines(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(headings) + " |"
    yield "|" + "---|" * len(headings)
    yield from ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
