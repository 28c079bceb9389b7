"""The command line: thin commands over services."""

from flask import Flask


def register(app: Flask) -> None:
    """Give `app` its commands."""
