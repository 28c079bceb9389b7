"""Whom a mailing is for, as data: what somebody must be to be included, and what leaves them out.

Every filter narrows; nothing named wrongly or left empty ever widens an audience.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a person may be. Within one list any will do; an empty list asks nothing. Ids are of areas, mailings, candidacies."""

    voter_classes: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    council_ids: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    had_mailing_ids: tuple[int, ...] = ()
    supporter_of_ids: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Everybody on the roll that meets all of `include` and none of `exclude`."""

    include: Filters = field(default_factory=Filters)
    exclude: Filters = field(default_factory=Filters)

    def as_data(self) -> dict[str, Any]:
        """As stored: plain lists."""
        return {side: {name: list(values) for name, values in filters.items() if values} for side, filters in asdict(self).items()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Audience":
        """What was stored. Raises KeyError for a filter there is not, so that none is dropped in silence."""
        return cls(include=_filters(data.get("include", {})), exclude=_filters(data.get("exclude", {})))


def _filters(data: Mapping[str, Any]) -> Filters:
    known = {one.name for one in fields(Filters)}
    if unknown := data.keys() - known:
        raise KeyError(f"no such filter: {', '.join(sorted(unknown))}")
    return Filters(**{name: tuple(values) for name, values in data.items()})
