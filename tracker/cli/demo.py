"""`flask demo`: the demonstration."""

import click
from flask import current_app
from flask.cli import AppGroup

from config import Settings
from tracker.demo import add_supporters, load
from tracker.kernel import unit_of_work
from tracker.kernel.errors import Refused

demo = AppGroup("demo", help="The demonstration: documented selections, and an invented one in progress now.")


@demo.command("load")
@click.option("--scale", type=click.IntRange(1, 1_000_000), help="Add so many invented supporters to the contest in progress.")
def load_demonstration(scale: int | None) -> None:
    """Load the demonstration, once."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.is_production:
        raise click.ClickException("the demonstration is not loaded into production: everybody knows its password")
    try:
        with unit_of_work.unit():
            loaded = load()
            added = add_supporters(scale) if scale else 0
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    click.echo("The demonstration is loaded." if loaded else "The demonstration was loaded before: nothing is changed.")
    if added:
        click.echo(f"Invented supporters added: {added}")
