"""From an account to the actor access is decided for: its live grants, with all that lies beneath an area or body."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from tracker.access.actor import Actor
from tracker.accounts.models import Account, RoleGrant
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.kernel.clock import now
from tracker.rules.roles import Role, ScopeKind


def actor_of(account: Account) -> Actor:
    """The actor `account` is at this moment."""
    at = now()
    live = [grant for grant in account.grants if grant.is_live(at)]
    return Actor(
        account_id=account.id,
        name=account.name,
        roles=frozenset(grant.role for grant in live),
        area_ids=_beneath(Area, _ids(live, ScopeKind.AREA)),
        body_ids=_beneath(Body, _ids(live, ScopeKind.BODY)),
        contest_ids=_by_role(live, ScopeKind.CONTEST),
        candidacy_ids=_by_role(live, ScopeKind.CANDIDACY),
        exporting=frozenset(grant.role for grant in live if grant.may_export),
    )


def _ids(grants: Iterable[RoleGrant], kind: ScopeKind) -> set[int]:
    return {grant.scope_id for grant in grants if grant.scope_kind is kind and grant.scope_id is not None}


def _by_role(grants: Iterable[RoleGrant], kind: ScopeKind) -> dict[Role, frozenset[int]]:
    found: defaultdict[Role, set[int]] = defaultdict(set)
    for grant in grants:
        if grant.scope_kind is kind and grant.scope_id is not None:
            found[grant.role].add(grant.scope_id)
    return {role: frozenset(ids) for role, ids in found.items()}


def _beneath(model: type[Area] | type[Body], roots: set[int]) -> frozenset[int]:
    """`roots` and everything whose parent, or parent's parent ..., is one of them."""
    if not roots:
        return frozenset()
    tree = select(model.id).where(model.id.in_(sorted(roots))).cte("tree", recursive=True)
    tree = tree.union(select(model.id).where(model.parent_id == tree.c.id))
    return frozenset(db.session.scalars(select(tree.c.id)))
