"""Granting and revoking roles. A grant is never edited: it is revoked, and another one granted."""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.access.table import EXPORTING_ROLES
from tracker.accounts import scopes
from tracker.accounts.models import Account, RoleGrant
from tracker.accounts.services.administrators import keep_an_administrator
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.turns import take_turn
from tracker.kernel.words import word
from tracker.rules.roles import NEUTRAL_ROLES, SCOPES_OF_ROLE, STANDING_ROLES, Role, ScopeKind

history.sentences(**{
    "accounts.role_granted": _l("Role granted: %(subject)s"),
    "accounts.role_revoked": _l("Role revoked: %(subject)s"),
    "accounts.role_closed": _l("Role that had ended put away: %(subject)s"),
})


def grant(
    actor: Actor, account: Account, role: Role, scope_kind: ScopeKind, scope_id: int | None, *,
    reason: str, valid_from: datetime | None = None, valid_until: datetime | None = None, may_export: bool = False,
) -> RoleGrant:  # fmt: skip
    """Trust `account` with `role` over a scope, from (None: now) and until (None: no end) an instant.

    Raises Refused for a role of one's own, a scope the role is not granted over or that does not exist, a role the
    person holds already, and a neutral role for somebody who stands in the same contest (and the other way round).
    """
    begins = valid_from or now()
    _check_may_edit(actor, account, reason)
    label = _label_of_scope(role, scope_kind, scope_id)
    if valid_until is not None and valid_until <= max(begins, now()):
        raise Refused(gettext("The end must come after the beginning, and lie ahead."), "valid_until")
    if may_export and role not in EXPORTING_ROLES:
        raise Refused(gettext("This role never exports."), "may_export")
    take_turn(f"grants:{account.id}")
    _refuse_partiality(account, role, scopes.contest_of(scope_kind, scope_id))
    _put_away_ended(actor, account, role, scope_kind, scope_id)
    granted = RoleGrant(
        account=account, role=role, scope_kind=scope_kind, scope_id=scope_id, scope_label=label, may_export=may_export,
        valid_from=begins, valid_until=valid_until, granted_at=now(), granted_by_id=actor.account_id, reason=reason,
    )  # fmt: skip
    db.session.add(granted)
    db.session.flush()
    history.record(actor, "accounts.role_granted", granted, difference=_shown(granted), reason=reason)
    return granted


def revoke(actor: Actor, granted: RoleGrant, reason: str) -> None:
    """End a grant at this moment. Raises Refused for one's own role, an ended one, and the last administrator's."""
    account = granted.account
    _check_may_edit(actor, account, reason)
    if granted.role is Role.ADMINISTRATOR:
        keep_an_administrator(without=account)
    db.session.refresh(granted, with_for_update=True)
    if granted.has_ended(now()):
        raise Refused(gettext("This role has ended already."))
    _close(actor, granted, "accounts.role_revoked", reason)


def _check_may_edit(actor: Actor, account: Account, reason: str) -> None:
    require(actor, Permission.MANAGE_ACCOUNTS)
    if actor.account_id == account.id:
        raise Refused(gettext("Nobody grants or revokes a role of their own. Ask another administrator."))
    if not reason:
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")


def _label_of_scope(role: Role, kind: ScopeKind, scope_id: int | None) -> str:
    if kind not in SCOPES_OF_ROLE[role]:
        raise Refused(gettext("This role is not granted over that."), "scope")
    if kind is ScopeKind.EVERYTHING:
        return scopes.EVERYTHING
    choice = scopes.find(kind, scope_id)
    if choice is None:
        raise Refused(gettext("Choose what the role is over."), "scope")
    return choice.label


def _refuse_partiality(account: Account, role: Role, contest_id: int | None) -> None:
    opposed = STANDING_ROLES if role in NEUTRAL_ROLES else NEUTRAL_ROLES if role in STANDING_ROLES else frozenset()
    if contest_id is None or not opposed:
        return
    held = select(RoleGrant).where(RoleGrant.account_id == account.id, RoleGrant.role.in_(sorted(opposed)))
    for other in db.session.scalars(held):
        if not other.has_ended(now()) and scopes.contest_of(other.scope_kind, other.scope_id) == contest_id:
            raise Refused(gettext(
                "Nobody is neutral in a contest and stands in it. This person already has there: %(role)s", role=word(other.role)
            ), "scope")


def _put_away_ended(actor: Actor, account: Account, role: Role, kind: ScopeKind, scope_id: int | None) -> None:
    """Close an earlier grant of the same that ended by its own date; raise Refused when it has not ended."""
    query = select(RoleGrant).where(
        RoleGrant.account_id == account.id, RoleGrant.role == role, RoleGrant.scope_kind == kind,
        func.coalesce(RoleGrant.scope_id, 0) == (scope_id or 0), RoleGrant.revoked_at.is_(None),
    )  # fmt: skip
    earlier = db.session.scalars(query).one_or_none()
    if earlier is None:
        return
    if not earlier.has_ended(now()):
        raise Refused(gettext("This person already has this role there. Revoke it first, then grant it anew."), "scope")
    _close(actor, earlier, "accounts.role_closed", earlier.reason)


def _close(actor: Actor, granted: RoleGrant, action: str, reason: str) -> None:
    history.record(actor, action, granted, difference={"revoked_at": (None, now())}, reason=reason)
    granted.revoked_at, granted.revoked_by_id, granted.revoked_reason = now(), actor.account_id, reason
    db.session.flush()


def _shown(granted: RoleGrant) -> dict[str, tuple[object, object]]:
    names = ("account_id", "role", "scope_kind", "scope_label", "valid_from", "valid_until", "may_export")
    return {name: (None, getattr(granted, name)) for name in names}
