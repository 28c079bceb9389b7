"""Adding, editing and removing a supporter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import can, require
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now, today
from tracker.kernel.errors import Refused
from tracker.kernel.versions import expect_version
from tracker.rules.names import compact_key, sort_key
from tracker.rules.supporters import SupporterCategory
from tracker.supporters.models import Supporter
from tracker.supporters.services.consent import give_consent
from tracker.supporters.services.telling import refuse_removed, refuse_without_reason, tell
from tracker.supporters.tally import counted, shift

LABELS = {
    "name": _l("Name"), "category": _l("Category"), "office": _l("Office"), "area_id": _l("Council area"), "ward": _l("Ward"),
    "email": _l("E-mail"), "supported_on": _l("Supported on"), "source": _l("Source"), "note": _l("Note"),
}  # fmt: skip
LONGEST_KEY = 300
LONGEST_SEARCH_KEY = 1_200


def keys_of(name: str, office: str = "", ward: str = "", email: str = "") -> dict[str, str]:
    """The derived columns a supporter is sorted and found by."""
    return {"sort_key": sort_key(name)[:LONGEST_KEY], **found_by(name, office, ward, email)}


def found_by(name: str, office: str, ward: str, email: str) -> dict[str, str]:
    """The derived columns a supporter is found by."""
    name_key, office_key = compact_key(name), compact_key(office)
    joined = " ".join(key for key in (name_key, office_key, compact_key(ward), compact_key(email)) if key)
    return {
        "compact_key": name_key[:LONGEST_KEY], "office_key": office_key[:LONGEST_KEY],
        "search_key": joined[:LONGEST_SEARCH_KEY],
    }  # fmt: skip


def add(
    actor: Actor, candidacy: Candidacy, *, name: str, category: SupporterCategory, supported_on: date,
    office: str = "", area_id: int | None = None, ward: str = "", email: str = "", source: str = "", note: str = "",
    consent_wording: str | None = None, is_invented: bool = False,
) -> Supporter:  # fmt: skip
    """Record that a person agreed to be counted for the candidate; with `consent_wording`, to be named in public too."""
    require(actor, Permission.EDIT_SUPPORTERS, candidacy)
    refuse_future(supported_on)
    _refuse_note_of_others(actor, candidacy, note)
    supporter = Supporter(
        candidacy=candidacy, name=name, sort_key="", search_key="", compact_key="", category=category, office=office,
        area_id=area_id, ward=ward, email=email.lower(), supported_on=supported_on, source=source, note=note,
        is_invented=is_invented, created_at=now(), created_by_id=actor.account_id,
    )  # fmt: skip
    history.changes(supporter, keys_of(name, office, ward, email))
    db.session.add(supporter)
    db.session.flush()
    shift(candidacy.id, None, counted(supporter))
    tell(actor, "supporters.added", supporter)
    if consent_wording is not None:
        give_consent(actor, supporter, consent_wording)
    return supporter


def edit(actor: Actor, supporter: Supporter, wanted: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change what is known of a supporter. Raises StaleRecord when somebody else saved first."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    refuse_removed(supporter)
    expect_version(supporter, version, wanted, LABELS)
    refuse_future(wanted.get("supported_on"))
    if "note" in wanted:
        _refuse_note_of_others(actor, supporter, wanted["note"], supporter.note)
    before = counted(supporter)
    difference = history.changes(supporter, wanted)
    if not difference:
        return
    history.changes(supporter, keys_of(supporter.name, supporter.office, supporter.ward, supporter.email))
    shift(supporter.candidacy_id, before, counted(supporter))
    tell(actor, "supporters.edited", supporter, difference)


def remove(actor: Actor, supporter: Supporter, reason: str) -> None:
    """Take a supporter off every list and count; the reason is kept."""
    require(actor, Permission.EDIT_SUPPORTERS, supporter)
    refuse_removed(supporter)
    refuse_without_reason(reason)
    before = counted(supporter)
    difference = history.changes(supporter, {"removed_at": now(), "removed_reason": reason})
    shift(supporter.candidacy_id, before, None)
    tell(actor, "supporters.removed", supporter, {"removed_at": difference["removed_at"]}, reason)


def refuse_future(day: date | None) -> None:
    """Raise Refused for a day that has not come."""
    if day is not None and day > today():
        raise Refused(gettext("Enter a day that has come: support cannot be dated in the future."), "supported_on")


def _refuse_note_of_others(actor: Actor, subject: Candidacy | Supporter, note: str, before: str = "") -> None:
    """A note is between the candidate and the agent: nobody else reads it, so nobody else writes it."""
    if note != before and not can(actor, Permission.READ_SUPPORTER_NOTES, subject):
        require(actor, Permission.READ_SUPPORTER_NOTES, subject)
