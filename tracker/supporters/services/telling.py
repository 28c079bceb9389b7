"""What history is told about supporters: no name, address or note, for more people read history than may read a list."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.supporters.models import Supporter

history.sentences(**{
    "supporters.added": _l("Supporter added: %(subject)s"),
    "supporters.edited": _l("Supporter edited: %(subject)s"),
    "supporters.consent_given": _l("Consent to be named recorded: %(subject)s"),
    "supporters.consent_refused": _l("Wish not to be named recorded: %(subject)s"),
    "supporters.consent_withdrawn": _l("Consent to be named withdrawn: %(subject)s"),
    "supporters.removed": _l("Supporter removed: %(subject)s"),
    "supporters.merged": _l("Supporter merged into another: %(subject)s"),
    "supporters.not_duplicate": _l("Supporter found not to be a duplicate: %(subject)s"),
    "supporters.duplicates_sought": _l("Likely duplicates looked for: %(subject)s"),
    "supporters.exported": _l("Supporter list exported: %(subject)s"),
})

PERSONAL = frozenset({"name", "office", "ward", "email", "source", "note", "consent_wording"})
HIDDEN = "…"


def tell(
    actor: Actor, action: str, supporter: Supporter, difference: Mapping[str, tuple[Any, Any]] | None = None, reason: str = ""
) -> None:
    """Record the act under the candidacy; of a personal field only that it changed."""
    db.session.flush()
    safe = {name: (HIDDEN, HIDDEN) if name in PERSONAL else pair for name, pair in (difference or {}).items()}
    history.record(
        actor, action, supporter, difference=safe, reason=reason,
        contest_id=supporter.candidacy.contest_id, candidacy_id=supporter.candidacy_id,
    )  # fmt: skip


def refuse_removed(supporter: Supporter) -> None:
    """Raise Refused for a supporter who is off the list."""
    if supporter.removed_at is not None:
        raise Refused(gettext("This supporter has been removed. Look at the list again."))


def refuse_without_reason(reason: str) -> None:
    """Raise Refused unless there is a reason to keep."""
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
