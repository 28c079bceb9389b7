"""Mailed links: each works once, until it expires. Only the hash of what the mail says is stored."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import select, update

from tracker.accounts.models import Account, LinkPurpose, MailedLink
from tracker.extensions import db
from tracker.kernel.clock import now

LIFETIMES = {LinkPurpose.INVITATION: timedelta(days=2), LinkPurpose.PASSWORD_RESET: timedelta(hours=2)}


def issue(account: Account, purpose: LinkPurpose) -> str:
    """A new token for `account`; the ones before it for the same purpose stop working."""
    cancel(account, purpose)
    token, at = secrets.token_urlsafe(32), now()
    link = MailedLink(
        token_hash=_hash(token), account_id=account.id, purpose=purpose, created_at=at, expires_at=at + LIFETIMES[purpose]
    )
    db.session.add(link)
    db.session.flush()
    return token


def find(token: str, purpose: LinkPurpose, *, for_use: bool = False) -> tuple[MailedLink, Account] | None:
    """The link of `token` and whose it is, while it works. `for_use` keeps others from using it meanwhile."""
    query = select(MailedLink).where(
        MailedLink.token_hash == _hash(token), MailedLink.purpose == purpose,
        MailedLink.used_at.is_(None), MailedLink.expires_at > now(),
    )  # fmt: skip
    link = db.session.scalars(query.with_for_update() if for_use else query).one_or_none()
    account = db.session.get(Account, link.account_id) if link else None
    return (link, account) if link and account and account.is_active else None


def cancel(account: Account, *purposes: LinkPurpose) -> None:
    """Let the unused links of `account` for `purposes` (none given: all) work no longer."""
    db.session.execute(
        update(MailedLink)
        .where(MailedLink.account_id == account.id, MailedLink.used_at.is_(None), MailedLink.purpose.in_(purposes or LinkPurpose))
        .values(used_at=now())
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
