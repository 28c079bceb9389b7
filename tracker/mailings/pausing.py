"""Why a mailing was held or sending is off: kept as a word and a detail, read in either language."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l

from tracker.kernel.formats import moment
from tracker.rules.sending import HoldReason, OffReason

SEPARATOR = "|"
WORDS: Mapping[str, str | LazyString] = {
    HoldReason.TOO_LATE: _l("It should have begun long ago, and no worker was there. Look whether it is still right, then let it go on."),
    HoldReason.NOBODY_THERE: _l("No worker was there for more than an hour. Look whether it is still right to go on."),
    HoldReason.SERVER_DOWN: _l("The mail server cannot be used. Nothing is lost: let it go on once the server is back."),
    HoldReason.ALL_REFUSED: _l("The mail server refused one message after the other. See what it says before you let it go on."),
    HoldReason.UNREADY: _l("What was approved is no longer what would go out."),
    OffReason.COPIED: _l("These data are a copy, or were restored from one: what was sent meanwhile is not known here."),
    OffReason.OTHER_DATABASE: _l("The database belongs to another installation than the files beside it."),
    OffReason.OLD_DATABASE: _l("The database is older than what was sent from here: it was restored."),
}


def held(reason: HoldReason, detail: str = "") -> str:
    """What is stored: the word and the detail."""
    return f"{reason.value}{SEPARATOR}{detail}"


def in_words(kept: str) -> str:
    """What is stored as people read it. What a person wrote stays as they wrote it."""
    reason, _, detail = kept.partition(SEPARATOR)
    if reason not in WORDS:
        return kept
    sentence = str(WORDS[reason])
    return gettext("%(sentence)s (%(detail)s)", sentence=sentence, detail=_readable(detail)) if detail else sentence


def _readable(detail: str) -> str:
    """A moment as a wall clock shows it; anything else as it is."""
    try:
        return str(moment(datetime.fromisoformat(detail)))
    except ValueError:
        return detail
