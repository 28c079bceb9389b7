"""What rooms above show on a candidate's page: designation decisions ..."""

from collections.abc import Callable

from tracker.access.actor import Actor
from tracker.contests.models import Candidacy
from tracker.directory.search import Section

Panel = Callable[[Actor, Candidacy], Section]

_PANELS: dict[str, Panel] = {}


def register(key: str, panel: Panel) -> None:
    """Let `panel` answer, for who asks and a candidacy, a section for its page; registering a key again replaces it."""
    _PANELS[key] = panel


def panels_of(actor: Actor, candidacy: Candidacy) -> list[Section]:
    """The sections rooms above have for the candidacy, those without anything left out."""
    found = (panel(actor, candidacy) for panel in _PANELS.values())
    return [section for section in found if section.hits]
