"""Reasons a person may do a thing. Each is read two ways, from one definition: of a record in hand, and as SQL for a list."""

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, false, true

from tracker.access.actor import Actor
from tracker.access.scope import Scope, ScopeColumns
from tracker.rules.roles import Role


class Predicate(Protocol):
    """One reason."""

    @property
    def words(self) -> str:
        """The reason in words, for docs/permissions.md."""
        ...

    def holds(self, actor: Actor, scope: Scope) -> bool:
        """Whether it holds for `actor` over a record of `scope`."""
        ...

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        """The same, as a condition on a query."""
        ...


def _within(column: Any, ids: frozenset[int]) -> ColumnElement[bool]:
    return column.in_(sorted(ids)) if column is not None and ids else false()


@dataclass(frozen=True)
class IsSignedIn:
    """Anybody with an account."""

    words: str = "anybody signed in"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return actor.account_id is not None or bool(actor.roles)

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        return true() if self.holds(actor, Scope()) else false()


@dataclass(frozen=True)
class Holds:
    """Whoever holds the role, whatever it is over."""

    role: Role

    @property
    def words(self) -> str:
        return f"every {self.role.value.replace('_', ' ')}"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return self.role in actor.roles

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        return true() if self.role in actor.roles else false()


@dataclass(frozen=True)
class Covers:
    """The regional officer whose area or party covers the contest."""

    words: str = "the regional officer whose area or party covers it"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return scope.area_id in actor.area_ids or scope.party_id in actor.body_ids

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        return _within(columns.area_id, actor.area_ids) | _within(columns.party_id, actor.body_ids)


@dataclass(frozen=True)
class OfEndorser:
    """The regional officer of the body that endorses."""

    words: str = "the regional officer of the endorsing body"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return scope.endorser_body_id in actor.body_ids

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        return _within(columns.endorser_body_id, actor.body_ids)


@dataclass(frozen=True)
class OfContest:
    """Whoever holds the role in that contest."""

    role: Role

    @property
    def words(self) -> str:
        return f"the contest's {self.role.value.replace('_', ' ')}"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return scope.contest_id in actor.contests_as(self.role)

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        return _within(columns.contest_id, actor.contests_as(self.role))


@dataclass(frozen=True)
class OfCandidacy:
    """Whoever holds the role for that candidacy; `shared` asks that the record be one candidates are shown."""

    role: Role
    shared: bool = False

    @property
    def words(self) -> str:
        kind = "the candidate" if self.role is Role.CANDIDATE else "the candidate's agent"
        return f"{kind}, once it is shared with them" if self.shared else kind

    def holds(self, actor: Actor, scope: Scope) -> bool:
        own = scope.candidacy_id in actor.candidacies_as(self.role)
        return own and (scope.is_shared_with_candidate or not self.shared)

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        own = _within(columns.candidacy_id, actor.candidacies_as(self.role))
        if not self.shared:
            return own
        shared = columns.is_shared_with_candidate
        return and_(own, shared) if shared is not None else false()


@dataclass(frozen=True)
class IsPublic:
    """Anybody signed in, once it is public."""

    words: str = "anybody signed in, once it is public"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return scope.is_public and IsSignedIn().holds(actor, scope)

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        if columns.is_public is None or not IsSignedIn().holds(actor, Scope()):
            return false()
        return columns.is_public  # type: ignore[no-any-return]  # a SQL condition, untyped in ScopeColumns


@dataclass(frozen=True)
class IsOpen:
    """Anybody at all, once it is open to everybody."""

    words: str = "anybody, signed in or not, once it is open to everybody"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return scope.is_open

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        return false() if columns.is_open is None else columns.is_open


@dataclass(frozen=True)
class MayExport:
    """As another reason, if the right to export was granted with the role."""

    reason: Predicate
    role: Role

    @property
    def words(self) -> str:
        return f"{self.reason.words}, if granted the right to export"

    def holds(self, actor: Actor, scope: Scope) -> bool:
        return self.role in actor.exporting and self.reason.holds(actor, scope)

    def where(self, actor: Actor, columns: ScopeColumns) -> ColumnElement[bool]:
        return self.reason.where(actor, columns) if self.role in actor.exporting else false()
