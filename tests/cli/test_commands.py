"""The commands there are."""

from flask import Flask


def test_commands_of_extensions_stand_beside_our_own(app: Flask) -> None:
    listed = app.test_cli_runner().invoke(args=["--help"]).output
    assert "db " in listed
    assert "demo " in listed
