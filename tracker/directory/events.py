"""What the directory tells the rooms above."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.access.actor import Actor


class RecordKind(StrEnum):
    """What sort of record of the directory is meant, in addresses, suggestions and events."""

    PERSON = "person"
    BODY = "body"
    AREA = "area"


@dataclass(frozen=True, kw_only=True)
class Merged:
    """Two records have become one: whatever refers to `lost_id` must refer to `kept_id` from now on.

    `kind` is PERSON or BODY. A subscriber that cannot follow raises Refused, and the two stay apart.
    """

    kind: RecordKind
    kept_id: int
    lost_id: int
    actor: Actor
    reason: str
