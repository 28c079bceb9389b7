"""What people do with their own account."""

from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import NotAllowed
from tracker.access.permissions import Permission
from tracker.accounts.models import Account
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.i18n import LANGUAGES
from tracker.kernel.versions import expect_version

LABELS = {"name": _l("Name"), "language": _l("Language")}

history.sentences(**{
    "accounts.details_edited": _l("Own account edited: %(subject)s"),
    "accounts.sessions_ended": _l("Signed out everywhere else: %(subject)s"),
})


def edit_details(actor: Actor, account: Account, name: str, language: str | None, version: int | None = None) -> None:
    """Change one's own name and language (None: as the browser asks). Raises StaleRecord."""
    _only_own(actor, account)
    wanted = {"name": name, "language": language if language in LANGUAGES else None}
    expect_version(account, version, wanted, LABELS)
    _write(actor, account, wanted)


def choose_language(actor: Actor, account: Account, language: str) -> None:
    """Keep the language somebody switched to as theirs."""
    _only_own(actor, account)
    _write(actor, account, {"language": language})


def end_other_sessions(actor: Actor, account: Account) -> None:
    """Sign the person out in every browser; the one that asks signs in again with the new epoch."""
    _only_own(actor, account)
    account.session_epoch += 1
    history.record(actor, "accounts.sessions_ended", account)
    db.session.flush()


def _write(actor: Actor, account: Account, wanted: dict[str, str | None]) -> None:
    changed = history.changes(account, wanted)
    if changed:
        history.record(actor, "accounts.details_edited", account, difference=changed)
        db.session.flush()


def _only_own(actor: Actor, account: Account) -> None:
    if actor.account_id != account.id:
        raise NotAllowed(Permission.SIGNED_IN)
