"""The command line: thin commands over services. One module per group, each with its commands."""

from click import Command
from flask import Flask

from tracker.cli.accounts import accounts
from tracker.cli.areas import areas
from tracker.cli.demo import demo
from tracker.cli.docs import docs
from tracker.cli.history import history
from tracker.cli.imports import imports
from tracker.cli.serve import serve
from tracker.cli.timetable import timetable
from tracker.cli.worker import worker

COMMANDS: tuple[Command, ...] = (
    serve,
    worker,
    accounts,
    areas,
    history,
    imports,
    timetable,
    docs,
    demo,
)


def register(app: Flask) -> None:
    """Give `app` its commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
