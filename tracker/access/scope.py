"""Where a record belongs, in the terms permissions are decided in."""

from dataclasses import dataclass
from typing import Any, Protocol

from tracker.access.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The scope of one record. None: the record has no such belonging.

    `is_public`: whoever is signed in may know of it; `is_open`: everybody may, signed in or not.
    `hidden_without`: to whoever lacks this permission over the record, it is not there: its number tells nothing.
    """

    contest_id: int | None = None
    candidacy_id: int | None = None
    area_id: int | None = None
    party_id: int | None = None
    endorser_body_id: int | None = None
    is_public: bool = False
    is_open: bool = False
    is_shared_with_candidate: bool = False
    hidden_without: Permission | None = None


@dataclass(frozen=True, kw_only=True)
class ScopeColumns:
    """The same scope as SQL: a column or condition for each part, None where the table has none."""

    contest_id: Any = None
    candidacy_id: Any = None
    area_id: Any = None
    party_id: Any = None
    endorser_body_id: Any = None
    is_public: Any = None
    is_open: Any = None
    is_shared_with_candidate: Any = None


class Scoped(Protocol):
    """A record that says where it belongs."""

    @property
    def access_scope(self) -> Scope: ...


NOWHERE = Scope()
