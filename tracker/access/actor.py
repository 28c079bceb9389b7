"""Who is asking: a signed-in person with what they were trusted with, read once a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.rules.roles import Role

EMPTY: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person and their live grants. Areas and bodies include everything beneath the ones granted."""

    account_id: int | None
    name: str
    roles: frozenset[Role] = frozenset()
    area_ids: frozenset[int] = EMPTY
    body_ids: frozenset[int] = EMPTY
    contest_ids: Mapping[Role, frozenset[int]] = field(default_factory=dict)
    candidacy_ids: Mapping[Role, frozenset[int]] = field(default_factory=dict)
    exporting: frozenset[Role] = frozenset()

    def contests_as(self, *roles: Role) -> frozenset[int]:
        """The contests in which the person holds any of `roles`."""
        return frozenset().union(*(self.contest_ids.get(role, EMPTY) for role in roles))

    def candidacies_as(self, *roles: Role) -> frozenset[int]:
        """The candidacies for which the person holds any of `roles`."""
        return frozenset().union(*(self.candidacy_ids.get(role, EMPTY) for role in roles))


NOBODY = Actor(account_id=None, name="")
SYSTEM = Actor(account_id=None, name="Tracker", roles=frozenset({Role.ADMINISTRATOR}))
