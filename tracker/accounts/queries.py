"""Reading: who signs in, what they were trusted with, and the traces they left."""

from collections.abc import Iterable
from datetime import datetime

from flask import abort
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from tracker.accounts.models import Account, AccountState, RoleGrant, SignInAttempt
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.rules.roles import Role


def account_by_id(account_id: int) -> Account:
    """The account of that number. Raises NotFound."""
    return db.session.get(Account, account_id) or abort(404)


def grant_of(account_id: int, grant_id: int) -> RoleGrant:
    """The grant of that number, within its account. Raises NotFound."""
    query = select(RoleGrant).where(RoleGrant.id == grant_id, RoleGrant.account_id == account_id)
    return db.session.scalars(query).one_or_none() or abort(404)


def account_by_email(email: str) -> Account | None:
    """The account that signs in as `email` (lower case)."""
    return db.session.scalars(select(Account).where(Account.email == email)).one_or_none()


def people(text: str = "", role: Role | None = None, state: AccountState | None = None) -> Select[Account]:
    """Everybody who signs in, or those whose name or e-mail holds `text`, who hold `role` now, who are in `state`."""
    query = select(Account).options(selectinload(Account.grants))
    if text:
        query = query.where(or_(Account.name.icontains(text, autoescape=True), Account.email.icontains(text, autoescape=True)))
    if role:
        query = query.where(Account.id.in_(_live_grants(now()).where(RoleGrant.role == role).with_only_columns(RoleGrant.account_id)))
    if state is AccountState.DISABLED:
        return query.where(Account.disabled_at.is_not(None))
    if state:
        has_password = Account.password_hash.is_not(None)
        query = query.where(Account.disabled_at.is_(None), has_password if state is AccountState.ACTIVE else ~has_password)
    return query


def last_signed_in(accounts: Iterable[Account]) -> dict[str, datetime]:
    """E-mail address -> when last signed in, as far as remembered (30 days)."""
    query = (
        select(SignInAttempt.email, func.max(SignInAttempt.at))
        .where(SignInAttempt.email.in_([account.email for account in accounts]), SignInAttempt.succeeded)
        .group_by(SignInAttempt.email)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def administrators(*, lasting: bool) -> set[int]:
    """The accounts that can sign in and are administrators now; `lasting`: only those who are so without an end."""
    query = _live_grants(now()).join(Account, Account.id == RoleGrant.account_id)
    query = query.where(RoleGrant.role == Role.ADMINISTRATOR, Account.disabled_at.is_(None), Account.password_hash.is_not(None))
    if lasting:
        query = query.where(RoleGrant.valid_until.is_(None))
    return set(db.session.scalars(query.with_only_columns(RoleGrant.account_id)))


def demonstration_people() -> list[Account]:
    """The accounts of the demonstration, in the order they were made."""
    query = select(Account).where(Account.is_demonstration, Account.disabled_at.is_(None)).order_by(Account.id)
    return list(db.session.scalars(query.options(selectinload(Account.grants))))


def has_demonstration_people() -> bool:
    return db.session.scalar(select(select(Account.id).where(Account.is_demonstration).exists())) or False


def _live_grants(at: datetime) -> Select[RoleGrant]:
    """The grants that count at `at`: as RoleGrant.is_live says."""
    return select(RoleGrant).where(
        RoleGrant.revoked_at.is_(None), RoleGrant.valid_from <= at,
        or_(RoleGrant.valid_until.is_(None), RoleGrant.valid_until > at),
    )  # fmt: skip
