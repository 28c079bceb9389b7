"""`flask accounts`: the first administrator, and links where mail does not arrive."""

import click
from flask.cli import AppGroup

from tracker.access.actor import SYSTEM
from tracker.accounts import emails, links, services
from tracker.accounts.models import Account, AccountState, LinkPurpose
from tracker.accounts.queries import account_by_email
from tracker.kernel import outbox, unit_of_work
from tracker.kernel.errors import Refused
from tracker.rules.roles import Role, ScopeKind

accounts = AppGroup("accounts", help="People who sign in.")
ENDPOINTS = {LinkPurpose.INVITATION: "accounts.invitation", LinkPurpose.PASSWORD_RESET: "accounts.reset"}


@accounts.command("invite")
@click.argument("email")
@click.option("--name", required=True, help="Name, as others see it.")
@click.option("--language", type=click.Choice(["en", "cy"]), help="Language of pages and mail.")
@click.option("--administrator", is_flag=True, help="Let the person be administrator, without an end.")
def invite(email: str, name: str, language: str | None, administrator: bool) -> None:
    """Invite EMAIL by mail, and print a link that does the same."""
    try:
        with unit_of_work.unit():
            account = services.invite(SYSTEM, email, name, language)
            if administrator:
                reason = "Made administrator on the command line"
                services.grant(SYSTEM, account, Role.ADMINISTRATOR, ScopeKind.EVERYTHING, None, reason=reason)
            address = _link(account)
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
    click.echo(address)


@accounts.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a new link with which EMAIL chooses a password; earlier ones work no longer."""
    with unit_of_work.unit():
        account = account_by_email(emails.normal(email))
        if account is None or not account.is_active:
            raise click.ClickException("nobody signs in with this e-mail address")
        services.note_link_printed(SYSTEM, account)
        address = _link(account)
    click.echo(address)


def _link(account: Account) -> str:
    purpose = LinkPurpose.INVITATION if account.state is AccountState.INVITED else LinkPurpose.PASSWORD_RESET
    return outbox.public_link(ENDPOINTS[purpose], token=links.issue(account, purpose))
