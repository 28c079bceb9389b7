"""The life of an import, as data."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class ImportState(StrEnum):
    """Where an import stands."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"
    UNDONE = "undone"


WORKING = frozenset({ImportState.CHECKING, ImportState.IMPORTING})
ENDED = frozenset({ImportState.DONE, ImportState.REFUSED, ImportState.STOPPED, ImportState.FAILED, ImportState.UNDONE})

MOVES: dict[ImportState, frozenset[ImportState]] = {
    ImportState.UPLOADED: frozenset({ImportState.CHECKING, ImportState.REFUSED}),
    ImportState.CHECKING: frozenset({ImportState.CHECKED, ImportState.REFUSED, ImportState.STOPPED, ImportState.FAILED}),
    ImportState.CHECKED: frozenset({ImportState.CHECKING, ImportState.IMPORTING, ImportState.STOPPED}),
    ImportState.IMPORTING: frozenset({ImportState.DONE, ImportState.CHECKING, ImportState.REFUSED, ImportState.FAILED}),
    ImportState.DONE: frozenset({ImportState.UNDONE}),
    ImportState.REFUSED: frozenset({ImportState.CHECKING}),
    ImportState.STOPPED: frozenset({ImportState.CHECKING}),
    ImportState.FAILED: frozenset({ImportState.CHECKING}),
    ImportState.UNDONE: frozenset(),
}

STATE_WORDS = {
    ImportState.UPLOADED: _l("Uploaded"),
    ImportState.CHECKING: _l("Being checked"),
    ImportState.CHECKED: _l("Checked"),
    ImportState.IMPORTING: _l("Being saved"),
    ImportState.DONE: _l("Imported"),
    ImportState.REFUSED: _l("Refused"),
    ImportState.STOPPED: _l("Stopped"),
    ImportState.FAILED: _l("Failed"),
    ImportState.UNDONE: _l("Undone"),
}
