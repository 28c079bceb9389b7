"""What other rooms show on the page of a person, body or area: candidacies, endorsements ..."""

from collections import defaultdict
from collections.abc import Callable

from tracker.access.actor import Actor
from tracker.directory.events import RecordKind
from tracker.directory.search import Section

Panel = Callable[[Actor, int], Section]

_PANELS: defaultdict[RecordKind, dict[str, Panel]] = defaultdict(dict)


def register(kind: RecordKind, key: str, panel: Panel) -> None:
    """Let `panel` answer, for who asks and a record's id, a section for its page; registering a key again replaces it."""
    _PANELS[kind][key] = panel


def panels_of(actor: Actor, kind: RecordKind, record_id: int) -> list[Section]:
    """The sections other rooms have for the record, those without anything left out."""
    found = (panel(actor, record_id) for panel in _PANELS[kind].values())
    return [section for section in found if section.hits]
