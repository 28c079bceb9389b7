"""`flask roll`: is a frozen roll still what was frozen, and to whom was a list that turned up given?"""

import json
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from tracker.cli.answers import fail
from tracker.cli.imports import contest_called
from tracker.electorate.copied_list import addresses
from tracker.electorate.queries import rolls
from tracker.electorate.queries.releases import release_with
from tracker.electorate.services import recomputed_hash, whose_copy
from tracker.kernel.errors import Refused
from tracker.rules.watermark import Fit

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


@roll.command("trace")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--contest", "contest_slug", metavar="CONTEST", help="Only the releases of this contest.")
@with_appcontext
def trace(file: Path, contest_slug: str | None) -> None:
    """Say which release the list in FILE was copied from: a line for each, the best first; exit status 1 when none is sure."""
    contest = contest_called(contest_slug) if contest_slug else None
    try:
        found = whose_copy(contest, addresses(file))
    except (Refused, OSError) as problem:
        fail(str(problem))
    for fit in found:
        click.echo(json.dumps(_told(fit), ensure_ascii=False))
    if not found:
        raise click.ClickException("No list was released that this could be a copy of.")
    if not any(fit.is_sure for fit in found):
        raise click.ClickException("No release fits so well that chance is out of the question: it takes twenty marked addresses.")


def _told(fit: Fit) -> dict[str, object]:
    given = release_with(fit.code)
    return {
        "release": fit.code, "candidate": given.agreement.candidacy.name, "contest": given.roll.contest.slug, "roll": given.roll.number,
        "released_at": given.released_at.isoformat(), "marked": fit.marked, "fitting": fit.fitting, "sure": fit.is_sure,
    }  # fmt: skip
