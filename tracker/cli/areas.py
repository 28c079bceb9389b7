"""`flask areas`: the areas of England and Wales, and their outlines."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.access.actor import SYSTEM
from tracker.directory import services
from tracker.kernel import unit_of_work
from tracker.kernel.errors import Refused

areas = AppGroup("areas", help="Areas of England and Wales, and their outlines.")

ATTRIBUTION = (
    "Contains Ordnance Survey and Office for National Statistics data © Crown copyright and database right. "
    "Open Government Licence v3.0."
)


@areas.command("load")
def load() -> None:
    """Store the countries, police areas and Welsh principal councils. Safe to run again."""
    with unit_of_work.unit():
        summary = services.load_areas(SYSTEM)
    click.echo(json.dumps(summary))


@areas.command("import-boundaries")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", default=ATTRIBUTION, help="The attribution shown wherever an outline is drawn.")
def import_boundaries(file: Path, source: str) -> None:
    """Store the outlines in FILE, a GeoJSON collection whose features bear GSS codes."""
    try:
        with unit_of_work.unit():
            summary = services.import_boundaries(SYSTEM, file, source)
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    click.echo(json.dumps(summary))


@areas.command("import-postcodes")
@click.argument("file", type=click.Path(path_type=Path))
def import_postcodes(file: Path) -> None:
    """Store in which council area each postcode lies, from FILE: a CSV with postcodes and GSS codes of local authorities."""
    try:
        with unit_of_work.unit():
            summary = services.import_postcodes(SYSTEM, file)
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    click.echo(json.dumps(summary))
