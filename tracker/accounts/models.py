"""People who sign in, what they were trusted with, and the traces their signing in leaves."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.access.scope import NOWHERE, Scope
from tracker.kernel.base import Base, Id, Versioned, enum_type
from tracker.kernel.clock import local
from tracker.rules.roles import Role, ScopeKind


class AccountState(StrEnum):
    """Whether somebody can sign in."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class Account(Versioned, Base):
    """Somebody who signs in. `session_epoch` is raised to end every session at once."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    id: Mapped[Id] = mapped_column(init=False)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    password_hash: Mapped[str | None] = mapped_column(default=None)
    language: Mapped[str | None] = mapped_column(default=None)
    session_epoch: Mapped[int] = mapped_column(default=1)
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)

    grants: Mapped[list["RoleGrant"]] = relationship(
        init=False, foreign_keys="RoleGrant.account_id", back_populates="account", order_by="RoleGrant.id"
    )

    @property
    def label(self) -> str:
        return self.name

    @property
    def access_scope(self) -> Scope:
        """Accounts belong to no contest or area."""
        return NOWHERE

    @property
    def account_id(self) -> int:
        """So that an account can be the author of history."""
        return self.id

    @property
    def state(self) -> AccountState:
        """Whether the person can sign in; invited: no password chosen yet."""
        if self.disabled_at is not None:
            return AccountState.DISABLED
        return AccountState.ACTIVE if self.password_hash else AccountState.INVITED

    # What the sign-in extension asks of a user.
    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None

    @property
    def is_anonymous(self) -> bool:
        return False

    def get_id(self) -> str:
        """What the session cookie holds: useless once the epoch has moved on."""
        return f"{self.id}.{self.session_epoch}"


class RoleGrant(Base):
    """A role given to somebody over a scope, from and until; never edited: revoked, and granted anew."""

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="revoked_by_somebody"),
        CheckConstraint("(scope_kind = 'everything') = (scope_id IS NULL)", name="scope_is_named"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="ends_after_it_begins"),
        CheckConstraint("granted_by_id IS NULL OR granted_by_id <> account_id", name="not_granted_to_oneself"),
        Index(
            "uq_role_grant_live", "account_id", "role", "scope_kind", text("coalesce(scope_id, 0)"), unique=True,
            sqlite_where=text("revoked_at IS NULL"), postgresql_where=text("revoked_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[Id] = mapped_column(init=False)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), init=False)
    account: Mapped[Account] = relationship(foreign_keys=[account_id], back_populates="grants")
    role: Mapped[Role] = mapped_column(enum_type(Role))
    scope_kind: Mapped[ScopeKind] = mapped_column(enum_type(ScopeKind))
    scope_id: Mapped[int | None]
    scope_label: Mapped[str]
    valid_from: Mapped[datetime]
    granted_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    may_export: Mapped[bool] = mapped_column(default=False)
    valid_until: Mapped[datetime | None] = mapped_column(default=None)
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    revoked_reason: Mapped[str] = mapped_column(Text, default="")

    granted_by: Mapped[Account | None] = relationship(init=False, foreign_keys=[granted_by_id], viewonly=True)
    revoked_by: Mapped[Account | None] = relationship(init=False, foreign_keys=[revoked_by_id], viewonly=True)

    @property
    def label(self) -> str:
        return f"{self.account.name}, {self.role.value.replace('_', ' ')}: {self.scope_label}"

    @property
    def access_scope(self) -> Scope:
        """Who may grant and revoke does not depend on what the role is over."""
        return NOWHERE

    @property
    def last_day(self) -> date | None:
        """The last day, in England and Wales, on which the grant counts; None without an end."""
        return local(self.valid_until - timedelta(microseconds=1)).date() if self.valid_until else None

    def has_ended(self, at: datetime) -> bool:
        """Whether the grant is over for good at `at`: revoked, or past its end."""
        return self.revoked_at is not None or (self.valid_until is not None and self.valid_until <= at)

    def is_live(self, at: datetime) -> bool:
        """Whether the grant counts at `at`."""
        return self.revoked_at is None and self.valid_from <= at and (self.valid_until is None or at < self.valid_until)


class SignInAttempt(Base):
    """One try at a password: the e-mail address typed (lower case), the network address it came from."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_email_at", "email", "at"), Index("ix_sign_in_attempt_address_at", "address", "at"))

    id: Mapped[Id] = mapped_column(init=False)
    email: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    succeeded: Mapped[bool]


class LinkPurpose(StrEnum):
    """What a mailed link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of a purpose, no password


class MailedLink(Base):
    """A link sent by mail, usable once until it expires. Only the hash of its token is kept."""

    __tablename__ = "mailed_link"

    id: Mapped[Id] = mapped_column(init=False)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(enum_type(LinkPurpose))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class ResetRequest(Base):
    """Somebody asked for a new password for this e-mail address, whether or not anybody has it."""

    __tablename__ = "reset_request"
    __table_args__ = (
        Index("ix_reset_request_email_at", "email", "at"), Index("ix_reset_request_address_at", "address", "at"),
    )  # fmt: skip

    id: Mapped[Id] = mapped_column(init=False)
    email: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    handled_at: Mapped[datetime | None] = mapped_column(default=None)
