"""`flask docs`: writes the parts of docs/ that the code itself can tell."""

import click
from flask.cli import AppGroup

from config import ROOT
from tracker.cli.documents import generated

docs = AppGroup("docs", help="The parts of docs/ that the code itself can tell.")


@docs.command("write")
def write() -> None:
    """Write them anew."""
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
        click.echo(f"written: {path.relative_to(ROOT)}")
