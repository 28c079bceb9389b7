"""What roles can be granted over. The rooms above say what exists; `create_app` introduces them here."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from tracker.accounts.models import RoleGrant
from tracker.kernel.words import word
from tracker.rules.roles import ScopeKind

MOST_CHOICES = 50
EVERYTHING = "Everything"
"""The label kept with a grant over everything; shown in words of the page's language."""

NameOf = Callable[[RoleGrant], str]


@dataclass(frozen=True)
class ScopeChoice:
    """One thing a role can be over. `contest_id`: the contest a candidacy belongs to."""

    id: int
    label: str
    contest_id: int | None = None


@dataclass(frozen=True)
class ScopeSource:
    """How the things of one kind are found: by words, named in the page's language (at most `limit`); by id, as kept.

    `names` answers id -> name in the page's language for as many as are asked, in one query.
    """

    search: Callable[[str, int], list[ScopeChoice]]
    find: Callable[[int], ScopeChoice | None]
    names: Callable[[Collection[int]], dict[int, str]]


_sources: dict[ScopeKind, ScopeSource] = {}


def register(kind: ScopeKind, source: ScopeSource) -> None:
    """Let `source` say what there is of `kind`."""
    _sources[kind] = source


def search(kind: ScopeKind, text: str) -> list[ScopeChoice]:
    """The things of `kind` whose name holds `text`, in the order of their names."""
    return _sources[kind].search(text, MOST_CHOICES)


def find(kind: ScopeKind, scope_id: int | None) -> ScopeChoice | None:
    """The thing of that kind and id; None where there is none."""
    return None if scope_id is None or kind is ScopeKind.EVERYTHING else _sources[kind].find(scope_id)


def names_of(grants: Iterable[RoleGrant]) -> NameOf:
    """What each of `grants` is over, in the page's language; the label kept with it where the thing is no more."""
    ids: dict[ScopeKind, set[int]] = defaultdict(set)
    for grant in grants:
        if grant.scope_id is not None:
            ids[grant.scope_kind].add(grant.scope_id)
    names = {kind: _sources[kind].names(wanted) for kind, wanted in ids.items()}

    def name(grant: RoleGrant) -> str:
        if grant.scope_id is None:
            return str(word(grant.scope_kind))
        return names[grant.scope_kind].get(grant.scope_id, grant.scope_label)

    return name


def contest_of(kind: ScopeKind, scope_id: int | None) -> int | None:
    """The contest that a scope is, or belongs to; None for an area, a body or everything."""
    if kind is ScopeKind.CONTEST:
        return scope_id
    choice = find(kind, scope_id) if kind is ScopeKind.CANDIDACY else None
    return choice.contest_id if choice else None
