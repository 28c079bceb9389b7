"""Doing things to supporters: one function per intention, one line of history each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.versions import expect_version
from tracker.rules.names import compact_key, search_key, sort_key
from tracker.rules.supporters import ConsentState, SupporterCategory
from tracker.supporters.models import Supporter

history.sentences(**{
    "supporters.added": _l("Supporter added: %(subject)s"),
    "supporters.edited": _l("Supporter edited: %(subject)s"),
    "supporters.consent_given": _l("Consent to be named recorded: %(subject)s"),
    "supporters.consent_refused": _l("Wish not to be named recorded: %(subject)s"),
    "supporters.consent_withdrawn": _l("Consent to be named withdrawn: %(subject)s"),
    "supporters.removed": _l("Supporter removed: %(subject)s"),
    "supporters.merged": _l("Supporter merged into another: %(subject)s"),
})

LABELS = {
    "name": _l("Name"), "category": _l("Category"), "office": _l("Office"), "area_id": _l("Council area"), "ward": _l("Ward"),
    "email": _l("E-mail"), "supported_on": _l("Supported on"), "source": _l("Source"), "note": _l("Note"),
}  # fmt: skip


def name_keys(name: str) -> dict[str, str]:
    """The derived columns a name is sorted and found by."""
    return {"sort_key": sort_key(name), "search_key": search_key(name), "compact_key": compact_key(name)}


def add(
    actor: Actor, candidacy: Candidacy, *, name: str, category: SupporterCategory, supported_on: date,
    office: str = "", area_id: int | None = None, ward: str = "", email: str = "", source: str = "", note: str = "",
    is_invented: bool = False,
) -> Supporter:  # fmt: skip
    """Record that a person agreed to be counted for the candidate."""
    require(actor, Permission.EDIT_SUPPORTERS, candidacy)
    _refuse_future(supported_on)
    supporter = Supporter(
        candidacy=candidacy, name=name, **name_keys(name), category=category, office=office, area_id=area_id, ward=ward,
        email=email.lower(), supported_on=supported_on, source=source, note=note, is_invented=is_invented,
        created_at=now(), created_by_id=actor.account_id,
    )  # fmt: skip
    db.session.add(supporter)
    db.session.flush()
    _tell(actor, "supporters.added", supporter)
    return supporter


def edit(actor: Actor, supporter: Supporter, wanted: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change what is known of a supporter. Raises StaleRecord when somebody else saved first."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    _refuse_removed(supporter)
    expect_version(supporter, version, wanted, LABELS)
    _refuse_future(wanted.get("supported_on"))
    difference = history.changes(supporter, wanted)
    if not difference:
        return
    if "name" in difference:
        history.changes(supporter, name_keys(supporter.name))
    _tell(actor, "supporters.edited", supporter, difference)


def give_consent(actor: Actor, supporter: Supporter, wording: str) -> None:
    """Record that the person agreed, in these words, to be named in public."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    _refuse_removed(supporter)
    if not wording.strip():
        raise Refused(gettext("Enter the words the person agreed to."), "wording")
    wanted = {
        "consent": ConsentState.GIVEN, "consent_at": now(), "consent_by_id": actor.account_id, "consent_wording": wording,
        "consent_withdrawn_at": None,
    }  # fmt: skip
    _tell(actor, "supporters.consent_given", supporter, history.changes(supporter, wanted))


def refuse_consent(actor: Actor, supporter: Supporter) -> None:
    """Record that the person was asked and does not want to be named."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    _refuse_removed(supporter)
    wanted = {"consent": ConsentState.REFUSED, "consent_at": now(), "consent_by_id": actor.account_id}
    _tell(actor, "supporters.consent_refused", supporter, history.changes(supporter, wanted))


def withdraw_consent(actor: Actor, supporter: Supporter, reason: str = "") -> None:
    """The person withdraws: from this moment they are named nowhere."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    if supporter.consent is not ConsentState.GIVEN:
        raise Refused(gettext("There is no consent to withdraw."))
    wanted = {"consent": ConsentState.WITHDRAWN, "consent_withdrawn_at": now()}
    _tell(actor, "supporters.consent_withdrawn", supporter, history.changes(supporter, wanted), reason)


def remove(actor: Actor, supporter: Supporter, reason: str) -> None:
    """Take a supporter off every list and count; the reason is kept."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    _refuse_removed(supporter)
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = history.changes(supporter, {"removed_at": now(), "removed_reason": reason})
    _tell(actor, "supporters.removed", supporter, difference, reason)


def merge(actor: Actor, kept: Supporter, lost: Supporter, chosen: Mapping[str, Any], reason: str) -> None:
    """Two records of one person become one: `kept` takes the `chosen` values, `lost` points to it."""
    require(actor, Permission.EDIT_SUPPORTERS, kept)
    if kept.candidacy_id != lost.candidacy_id or kept.id == lost.id:
        raise Refused(gettext("Choose two different supporters of one candidate."))
    _refuse_removed(kept)
    _refuse_removed(lost)
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    difference = history.changes(kept, chosen)
    if "name" in difference:
        history.changes(kept, name_keys(kept.name))
    history.changes(lost, {"merged_into_id": kept.id, "removed_at": now(), "removed_reason": reason})
    _tell(actor, "supporters.merged", lost, {"merged_into": (lost.id, kept.id), **difference}, reason)


def _refuse_removed(supporter: Supporter) -> None:
    if supporter.removed_at is not None:
        raise Refused(gettext("This supporter has been removed. Look at the list again."))


def _refuse_future(day: date | None) -> None:
    if day is not None and day > now().date():
        raise Refused(gettext("Enter a day that has come: support cannot be dated in the future."), "supported_on")


def _tell(
    actor: Actor, action: str, supporter: Supporter, difference: dict[str, tuple[Any, Any]] | None = None, reason: str = ""
) -> None:
    db.session.flush()
    history.record(
        actor, action, supporter, difference=difference, reason=reason,
        contest_id=supporter.candidacy.contest_id, candidacy_id=supporter.candidacy_id,
    )  # fmt: skip
