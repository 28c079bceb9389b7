"""Inviting people, keeping them out, letting them in again."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.accounts import emails, links
from tracker.accounts.models import Account, AccountState, LinkPurpose
from tracker.accounts.queries import account_by_email
from tracker.accounts.services.administrators import keep_an_administrator
from tracker.extensions import db
from tracker.kernel import history, outbox
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.i18n import LANGUAGES

history.sentences(**{
    "accounts.invited": _l("Invited to sign in: %(subject)s"),
    "accounts.invited_again": _l("Invitation sent again: %(subject)s"),
    "accounts.disabled": _l("Kept from signing in: %(subject)s"),
    "accounts.enabled": _l("Let sign in again: %(subject)s"),
})


def invite(actor: Actor, email: str, name: str, language: str | None = None) -> Account:
    """A new account, and a mailed link with which its owner chooses a password. Raises Refused."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    address = emails.checked(email)
    account = Account(email=address, name=name, language=language if language in LANGUAGES else None, created_at=now())
    _add(account)
    history.record(actor, "accounts.invited", account)
    _mail_invitation(account)
    return account


def invite_again(actor: Actor, account: Account) -> None:
    """Send a new invitation; the one before stops working. Raises Refused once a password was chosen."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    if account.state is not AccountState.INVITED:
        raise Refused(gettext("Only somebody who has not chosen a password yet can be invited."))
    history.record(actor, "accounts.invited_again", account)
    _mail_invitation(account)


def disable(actor: Actor, account: Account, reason: str) -> None:
    """Keep somebody from signing in, from this moment. Raises Refused for oneself and the last administrator."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    if actor.account_id == account.id:
        raise Refused(gettext("You cannot keep yourself from signing in. Ask another administrator."))
    if not reason:
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    if not account.is_active:
        raise Refused(gettext("This person is already kept from signing in."))
    keep_an_administrator(without=account)
    history.record(actor, "accounts.disabled", account, reason=reason)
    account.disabled_at = now()
    account.session_epoch += 1
    links.cancel(account)
    db.session.flush()


def enable(actor: Actor, account: Account, reason: str) -> None:
    """Let somebody sign in again, with the password and the roles from before. Raises Refused."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    if not reason:
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    if account.is_active:
        raise Refused(gettext("This person can sign in already."))
    history.record(actor, "accounts.enabled", account, reason=reason)
    account.disabled_at = None
    db.session.flush()


def _add(account: Account) -> None:
    refusal = Refused(gettext("Somebody with this e-mail address signs in already."), "email")
    if account_by_email(account.email):
        raise refusal
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError as error:
        raise refusal from error


def _mail_invitation(account: Account) -> None:
    link = outbox.public_link("accounts.invitation", token=links.issue(account, LinkPurpose.INVITATION))
    outbox.send(account.email, *outbox.render("invitation", account.language, account=account, link=link))
