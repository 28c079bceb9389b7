"""`flask demo`: the demonstration."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from config import Settings
from tracker.demo import add_supporters, load, write_list
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


@demo.command("roll")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--later", is_flag=True, help="As it might be weeks later: people came, went and moved, and one branch looks wrong.")
def write_roll(file: Path, later: bool) -> None:
    """Write the invented list of the contest in progress to FILE, as CSV to import."""
    try:
        count = write_list(file, later=later)
    except (Refused, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"People in the list: {count}")
