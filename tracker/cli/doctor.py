"""`flask doctor`: what is stuck and why; exit status 1 when something does not work."""

from collections.abc import Iterable

import click
from flask.cli import AppGroup, with_appcontext

from tracker.kernel.doctor import Finding, Level, examine
from tracker.mailings import mail_check, stuck_check

SIGNS = {Level.FINE: ("ok  ", "green"), Level.POORLY: ("look", "yellow"), Level.ILL: ("STOP", "red")}
WIDTH = 17


@click.group("doctor", cls=AppGroup, invoke_without_command=True)
@click.pass_context
@with_appcontext
def doctor(context: click.Context) -> None:
    """Look at everything: the database, disk, queue, mail, and what is stuck. A word more looks at one thing closely."""
    if context.invoked_subcommand is None:
        tell(examine())


@doctor.command("mail")
def mail() -> None:
    """Look at mail alone: does the server answer, will messages arrive, can people unsubscribe?"""
    tell(examine(mail_check.CHECK))


@doctor.command("sending")
def sending() -> None:
    """Look at what is being sent alone: the switch, the workers, each mailing on its way, what waits for a person."""
    tell(examine(stuck_check.CHECK))


def tell(findings: Iterable[Finding]) -> None:
    """Print each finding as it comes, and what to do; exit status 1 when something does not work."""
    worst = Level.FINE
    for finding in findings:
        sign, colour = SIGNS[finding.level]
        click.echo(f"{click.style(sign, fg=colour)}  {finding.subject.ljust(WIDTH)}{finding.text}")
        if finding.remedy:
            click.echo(f"{' ' * (WIDTH + 6)}{finding.remedy}")
        worst = max(worst, finding.level, key=list(Level).index)
    if worst is Level.ILL:
        raise click.exceptions.Exit(1)
