"""`flask roll`: is a frozen roll still what was frozen?"""

import json

import click
from flask.cli import AppGroup, with_appcontext

from tracker.cli.imports import contest_called
from tracker.electorate.queries import rolls
from tracker.electorate.services import recomputed_hash

roll = AppGroup("roll", help="The frozen rolls of a contest.")


@roll.command("verify")
@click.argument("contest_slug", metavar="CONTEST")
@with_appcontext
def verify(contest_slug: str) -> None:
    """Compute the hash of every roll of CONTEST again; exit status 1 when one differs."""
    contest = contest_called(contest_slug)
    found = [
        {"roll": one.number, "people": one.entry_count, "sha256": one.sha256, "recomputed": recomputed_hash(one)}
        for one in reversed(rolls.all_rolls(contest))
    ]  # fmt: skip
    for one in found:
        click.echo(json.dumps({**one, "holds": one["sha256"] == one["recomputed"]}))
    if not found:
        click.echo("No roll of this contest has been frozen yet.", err=True)
    if any(one["sha256"] != one["recomputed"] for one in found):
        raise click.ClickException("A roll is not what was frozen: somebody changed the database itself. Compare it with a backup.")
