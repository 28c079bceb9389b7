"""The command line: thin commands over services. One module per command or group, named as it.

A module is imported when its command is asked for: the web server starts without any of them.
"""

from importlib import import_module
from typing import cast

from click import Command, Context
from flask import Flask
from flask.cli import AppGroup

COMMANDS = (
    "serve", "worker", "db", "accounts", "areas", "history", "imports", "roll", "timetable", "post", "ballot", "result", "docs", "demo",
    "doctor",
)  # fmt: skip
CALLED = {"import": "imports"}  # a word of the language cannot name a module


class Commands(AppGroup):
    """Tracker's commands, beside whatever extensions add."""

    def list_commands(self, ctx: Context) -> list[str]:
        called = {module: name for name, module in CALLED.items()}
        return sorted({*super().list_commands(ctx), *(called.get(name, name) for name in COMMANDS)})

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        name = CALLED.get(cmd_name, cmd_name)
        if name in COMMANDS:
            return cast(Command, getattr(import_module(f"tracker.cli.{name}"), name))
        return super().get_command(ctx, cmd_name)


def register(app: Flask) -> None:
    """Give `app` its commands."""
    already = app.cli.commands  # what extensions have added, such as `flask db`
    app.cli = Commands(app.name, commands=already)
