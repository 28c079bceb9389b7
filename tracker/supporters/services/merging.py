"""Two records of one person become one, field by field; or are told apart for good."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.directory.models import NotDuplicate
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.versions import expect_version
from tracker.rules.supporters import ConsentState
from tracker.supporters.models import Supporter
from tracker.supporters.queries.duplicates import KIND, told_apart
from tracker.supporters.services.records import LABELS, keys_of
from tracker.supporters.services.telling import refuse_removed, refuse_without_reason, tell
from tracker.supporters.tally import counted, shift

CONSENT = ("consent", "consent_at", "consent_by_id", "consent_wording", "consent_withdrawn_at")
"""Consent is one field when records are merged: an answer belongs with its time and its words."""


def merge(
    actor: Actor, kept: Supporter, lost: Supporter, from_lost: frozenset[str], reason: str, *, version: int | None = None
) -> None:
    """Two records of one person become one: `kept` takes the fields named in `from_lost`, `lost` points to it.

    The record that goes keeps its own values. Raises Refused; StaleRecord when somebody else changed `kept` first.
    """
    require(actor, Permission.EDIT_SUPPORTERS, kept)
    require(actor, Permission.EDIT_SUPPORTERS, lost)
    if kept.candidacy_id != lost.candidacy_id or kept.id == lost.id:
        raise Refused(gettext("Choose two different supporters of one candidate."))
    refuse_removed(kept)
    refuse_removed(lost)
    refuse_without_reason(reason)
    _refuse_bringing_back_consent(kept, lost, from_lost)
    chosen = _chosen(lost, from_lost)
    expect_version(kept, version, chosen, LABELS)
    were = counted(kept), counted(lost)
    difference = history.changes(kept, chosen)
    history.changes(kept, keys_of(kept.name, kept.office, kept.ward, kept.email))
    history.changes(lost, {"merged_into_id": kept.id, "removed_at": now(), "removed_reason": reason})
    shift(kept.candidacy_id, were[0], counted(kept))
    shift(kept.candidacy_id, were[1], None)
    tell(actor, "supporters.merged", lost, {"merged_into": (lost.label, kept.label), **difference}, reason)


def mark_not_duplicate(actor: Actor, left: Supporter, right: Supporter, reason: str = "") -> None:
    """Remember that two records are different people, so that they are not suggested again."""
    require(actor, Permission.EDIT_SUPPORTERS, left)
    require(actor, Permission.EDIT_SUPPORTERS, right)
    first, second = sorted((left.id, right.id))
    if (first, second) in told_apart(left.candidacy):
        return
    db.session.add(NotDuplicate(
        kind=KIND, left_id=first, right_id=second, decided_at=now(), decided_by_id=actor.account_id, reason=reason
    ))
    tell(actor, "supporters.not_duplicate", left, {"other": (None, right.label)}, reason)


def _refuse_bringing_back_consent(kept: Supporter, lost: Supporter, from_lost: frozenset[str]) -> None:
    """Whoever said no, on either record, is not named because the records became one."""
    stays, goes = (lost, kept) if "consent" in from_lost else (kept, lost)
    if stays.consent is ConsentState.GIVEN and goes.consent in {ConsentState.WITHDRAWN, ConsentState.REFUSED}:
        raise Refused(gettext("One of the records says that the person does not want to be named. Keep that answer."), "field-consent")


def _chosen(lost: Supporter, from_lost: frozenset[str]) -> Mapping[str, Any]:
    """What `lost` gives; consent always whole."""
    names = [name for name in LABELS if name in from_lost]
    if "consent" in from_lost:
        names += CONSENT
    return {name: getattr(lost, name) for name in names}
