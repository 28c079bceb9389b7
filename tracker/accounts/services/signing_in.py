"""Signing in and out."""

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from config import Settings
from tracker.accounts import emails, passwords, throttle
from tracker.accounts.models import Account
from tracker.accounts.queries import account_by_email
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused

history.sentences(**{
    "accounts.signed_in": _l("Signed in: %(subject)s"),
    "accounts.signed_out": _l("Signed out: %(subject)s"),
})


def sign_in(email: str, password: str, network_address: str | None) -> Account:
    """The account that `email` and `password` open.

    The same work is done and the same refusal given whatever is wrong: no such account, none that may sign in, another
    password. Raises TooManyAttempts before trying, Refused after; the wrong attempt is remembered.
    """
    typed, address = emails.normal(email), throttle.network_of(network_address)
    throttle.check_may_try(typed, address)
    account = account_by_email(typed)
    usable = account if account and _may_sign_in(account) else None
    is_right = passwords.matches(usable.password_hash if usable else None, password)
    throttle.note(typed, address, succeeded=is_right)
    if usable is None or not is_right:
        raise Refused(gettext("This e-mail address and password do not open an account. Check both and try again."))
    if passwords.is_outdated(usable.password_hash or ""):
        usable.password_hash = passwords.hash_of(password)
    history.record(usable, "accounts.signed_in", usable)
    return usable


def sign_out(account: Account) -> None:
    """Note that the person left this browser."""
    history.record(account, "accounts.signed_out", account)
    db.session.flush()


def _may_sign_in(account: Account) -> bool:
    settings: Settings = current_app.config["SETTINGS"]
    return account.is_active and not (settings.is_production and account.is_demonstration)
