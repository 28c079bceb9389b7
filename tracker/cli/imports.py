"""`flask import`: lists into a contest, with the same checks as on screen."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from tracker.access.can import can
from tracker.access.permissions import Permission
from tracker.access.scope import Scoped
from tracker.accounts.models import Account
from tracker.contests.models import Candidacy, Contest
from tracker.contests.queries import candidacy_in, contest_by_slug
from tracker.directory.queries.actors import actor_of
from tracker.electorate.imports import KIND as ELECTORS
from tracker.electorate.imports import place_of as electorate_of
from tracker.endorsements.imports import KIND as ENDORSEMENTS
from tracker.extensions import db
from tracker.kernel.errors import Refused
from tracker.kernel.imports import Place, run_from_command_line
from tracker.supporters.importing import KIND as SUPPORTERS
from tracker.supporters.importing import place_of

imports = AppGroup("import", help="Lists into a contest: checked row by row, all or nothing.")

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def import_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments every import takes."""
    options: Sequence[Decorator] = (
        click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option("--contest", "contest_slug", required=True, metavar="SLUG", help="The contest."),
        click.option("--as", "email", required=True, metavar="EMAIL", help="Whose right this is done by."),
        click.option(
            "--map",
            "pairs",
            multiple=True,
            metavar="field=Column",
            help="Which column holds a field; others are guessed.",
        ),
        click.option("--dry-run", is_flag=True, help="Check everything, save nothing."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@imports.command("endorsements")
@import_options
def import_endorsements(
    file: Path, contest_slug: str, email: str, pairs: tuple[str, ...], dry_run: bool
) -> None:
    """Import the endorsements in FILE into a contest; each waits to be verified."""
    contest = contest_called(contest_slug)
    account = who_may(email, Permission.RECORD_ENDORSEMENT, contest)
    run_import(
        ENDORSEMENTS,
        Place(kind="contest", id=contest.id, label=contest.title_en),
        file,
        account,
        pairs,
        dry_run,
    )


@imports.command("supporters")
@import_options
@click.option(
    "--candidate", "candidacy_slug", required=True, metavar="SLUG", help="Whose supporters they are."
)
def import_supporters(
    file: Path, contest_slug: str, candidacy_slug: str, email: str, pairs: tuple[str, ...], dry_run: bool
) -> None:
    """Import the supporters in FILE onto a candidate's list."""
    candidacy = candidacy_called(contest_slug, candidacy_slug)
    account = who_may(email, Permission.EDIT_SUPPORTERS, candidacy)
    run_import(SUPPORTERS, place_of(candidacy), file, account, pairs, dry_run)


@imports.command("electors")
@import_options
def import_electors(file: Path, contest_slug: str, email: str, pairs: tuple[str, ...], dry_run: bool) -> None:
    """Import the list of electors in FILE into a contest; a later list is compared with the one before."""
    contest = contest_called(contest_slug)
    account = who_may(email, Permission.EDIT_ELECTORATE, contest)
    run_import(ELECTORS, electorate_of(contest), file, account, pairs, dry_run)


def candidacy_called(contest_slug: str, slug: str) -> Candidacy:
    """The candidacy of that slug in the contest, or the end of the command."""
    contest = contest_called(contest_slug)
    try:
        return candidacy_in(contest.slug, slug)
    except NotFound as missing:
        slugs = ", ".join(sorted(candidacy.slug for candidacy in contest.candidacies)) or "nobody"
        raise click.ClickException(
            f"There is no candidate {slug!r} in this contest. Candidates: {slugs}."
        ) from missing


def contest_called(slug: str) -> Contest:
    """The contest of that slug, or the end of the command."""
    try:
        return contest_by_slug(slug)
    except NotFound as missing:
        raise click.ClickException(f"There is no contest {slug!r}.") from missing


def who_may(email: str, permission: Permission, subject: Scoped) -> Account:
    """The account of that address, if it may; or the end of the command."""
    account = db.session.scalars(select(Account).where(Account.email == email.strip().lower())).one_or_none()
    if account is None or not account.is_active:
        raise click.ClickException(f"Nobody signs in as {email!r}.")
    if not can(actor_of(account), permission, subject):
        raise click.ClickException(f"{email} may not do this there.")
    return account


def run_import(
    kind: str, place: Place, file: Path, account: Account, pairs: Sequence[str], dry_run: bool
) -> None:
    """Import, say every problem on standard error, and end with the counts as a line of JSON."""
    mapping = dict(_pair(pair) for pair in pairs)
    account_id = account.id
    db.session.rollback()
    try:
        summary = run_from_command_line(
            kind, place, file, db.session.get_one(Account, account_id), mapping=mapping, dry_run=dry_run
        )
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    for problem in summary.problems:
        click.echo(problem, err=True)
    click.echo(summary.line())
    if summary.exit_status:
        raise SystemExit(summary.exit_status)


def _pair(pair: str) -> tuple[str, str]:
    field, equals, column = pair.partition("=")
    if not equals or not field.strip() or not column.strip():
        raise click.BadParameter("write it as field=Column", param_hint="--map")
    return field.strip(), column.strip()
