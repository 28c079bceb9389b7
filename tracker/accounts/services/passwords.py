"""Choosing a password: with the one before, or with a link that came by mail."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import SYSTEM, Actor
from tracker.access.can import NotAllowed, require
from tracker.access.permissions import Permission
from tracker.accounts import emails, links, passwords, throttle
from tracker.accounts.models import Account, LinkPurpose, ResetRequest
from tracker.accounts.queries import account_by_email
from tracker.extensions import db
from tracker.kernel import history, jobs, outbox, unit_of_work
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused

MAIL_RESET = "accounts.mail_reset"

history.sentences(**{
    "accounts.password_changed": _l("Password changed: %(subject)s"),
    "accounts.reset_mailed": _l("Link for a new password sent: %(subject)s"),
    "accounts.link_printed": _l("Link for a password made on the command line: %(subject)s"),
    "accounts.password_reset": _l("New password chosen by mailed link: %(subject)s"),
    "accounts.invitation_accepted": _l("Invitation accepted: %(subject)s"),
})


def change_password(actor: Actor, account: Account, current: str, new: str, network_address: str | None) -> None:
    """Let `account` have the password `new`, and end its sessions everywhere.

    Raises Refused when `current` is wrong (which counts like a wrong password at sign-in) or `new` will not do.
    """
    if actor.account_id != account.id:
        raise NotAllowed(Permission.SIGNED_IN)
    address = throttle.network_of(network_address)
    throttle.check_may_try(account.email, address)
    if not passwords.matches(account.password_hash, current):
        throttle.note(account.email, address, succeeded=False)
        raise Refused(gettext("This is not your password now."), "current")
    _choose(account, new, "new")
    history.record(actor, "accounts.password_changed", account)
    outbox.send(account.email, *outbox.render("password_changed", account.language, account=account))


def ask_for_reset(email: str, network_address: str | None) -> None:
    """Ask for a link to a new password. What is done here is the same whether or not anybody has that address."""
    address, typed = throttle.network_of(network_address), emails.normal(email)
    if not throttle.may_ask_for_reset(typed, address):
        return
    request = ResetRequest(email=typed, address=address, at=now())
    db.session.add(request)
    db.session.flush()
    jobs.enqueue(MAIL_RESET, request_id=request.id)


def mail_reset(request_id: int) -> None:
    """Look up who asked and send the link, if it is somebody who can sign in. Done once a request."""
    request = db.session.get(ResetRequest, request_id, with_for_update=True, populate_existing=True)
    if request is None or request.handled_at is not None:
        return
    request.handled_at = now()
    account = account_by_email(request.email)
    if account is None or not account.is_active:
        return
    link = outbox.public_link("accounts.reset", token=links.issue(account, LinkPurpose.PASSWORD_RESET))
    outbox.send(account.email, *outbox.render("password_reset", account.language, account=account, link=link))
    history.record(SYSTEM, "accounts.reset_mailed", account)


def reset_password(token: str, new: str) -> Account:
    """Let whoever has the mailed link `token` choose a password. Raises Refused."""
    account = _choose_with_link(token, LinkPurpose.PASSWORD_RESET, new)
    history.record(account, "accounts.password_reset", account)
    outbox.send(account.email, *outbox.render("password_changed", account.language, account=account))
    return account


def accept_invitation(token: str, new: str) -> Account:
    """Let the person invited by the mailed link `token` choose a password. Raises Refused."""
    account = _choose_with_link(token, LinkPurpose.INVITATION, new)
    history.record(account, "accounts.invitation_accepted", account)
    return account


def note_link_printed(actor: Actor, account: Account) -> None:
    """Note that a link for `account` was made where mail does not arrive."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    history.record(actor, "accounts.link_printed", account)


def send_lost_resets() -> None:
    """Put requests back in the queue that nobody has handled."""
    with unit_of_work.unit():
        waiting = db.select(ResetRequest.id).where(ResetRequest.handled_at.is_(None), ResetRequest.at > now() - throttle.WINDOW)
        for request_id in db.session.scalars(waiting):
            jobs.enqueue(MAIL_RESET, request_id=request_id)


def _choose_with_link(token: str, purpose: LinkPurpose, new: str) -> Account:
    found = links.find(token, purpose, for_use=True)
    if found is None:
        raise Refused(gettext("This link was used already, or is too old. Ask for a new one."))
    _choose(found[1], new, "new")
    return found[1]


def _choose(account: Account, new: str, field: str) -> None:
    """Store the password; every session and every link from before ends."""
    passwords.check_acceptable(new, account.email, field)
    account.password_hash = passwords.hash_of(new)
    account.session_epoch += 1
    links.cancel(account)
    db.session.flush()


jobs.register(MAIL_RESET, mail_reset)
jobs.on_sweep(send_lost_resets)
