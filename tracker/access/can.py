"""May this person do that to this record? Guards, templates and lists all ask here."""

from flask import g
from sqlalchemy import ColumnElement, or_
from werkzeug.exceptions import Forbidden, NotFound

from tracker.access.actor import NOBODY, Actor
from tracker.access.permissions import Permission
from tracker.access.scope import NOWHERE, Scope, ScopeColumns, Scoped
from tracker.access.table import TABLE


class SignInNeeded(Exception):
    """Nobody is signed in, and somebody must be."""


class NotAllowed(Forbidden):
    """The person may not; `permission` names what they would need."""

    def __init__(self, permission: Permission) -> None:
        super().__init__()
        self.permission = permission


def current_actor() -> Actor:
    """Who makes this request; `NOBODY` when nobody is signed in."""
    actor: Actor = g.get("actor", NOBODY)
    return actor


def can(actor: Actor, permission: Permission, subject: Scoped | Scope | None = None) -> bool:
    """Whether `actor` has `permission` over `subject` (None: over nothing in particular)."""
    scope = _scope(subject)
    return any(reason.holds(actor, scope) for reason in TABLE[permission])


def is_hidden(actor: Actor, subject: Scoped | Scope | None) -> bool:
    """Whether `actor` may not even learn that there is such a record."""
    scope = _scope(subject)
    return scope.hidden_without is not None and not can(actor, scope.hidden_without, scope)


def where_can(actor: Actor, permission: Permission, columns: ScopeColumns) -> ColumnElement[bool]:
    """The same question as a condition on a query: true of exactly the rows for which `can` is."""
    return or_(*(reason.where(actor, columns) for reason in TABLE[permission]))


def require(actor: Actor, permission: Permission, subject: Scoped | Scope | None = None) -> None:
    """Raise NotAllowed unless `actor` may."""
    if not can(actor, permission, subject):
        raise NotAllowed(permission)


def admit() -> None:
    """Raise SignInNeeded unless somebody signed in makes this request."""
    if current_actor().account_id is None:
        raise SignInNeeded


def authorise(permission: Permission, subject: Scoped | None) -> None:
    """Ask for the person who makes this request. Raises SignInNeeded, NotFound where they may not know of it, or NotAllowed."""
    actor = current_actor()
    if not can(actor, permission, subject):
        admit()
        raise NotFound if is_hidden(actor, subject) else NotAllowed(permission)


def _scope(subject: Scoped | Scope | None) -> Scope:
    return NOWHERE if subject is None else subject if isinstance(subject, Scope) else subject.access_scope
