"""Two records of one person or body become one, or are said to be two."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select, update

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.accounts.models import RoleGrant
from tracker.directory.events import Merged, RecordKind
from tracker.directory.keys import body_keys, person_keys
from tracker.directory.models import Body, NotDuplicate, OfficeHeld, Person
from tracker.directory.queries.tree import lies_beneath
from tracker.directory.services import bodies, people
from tracker.directory.services.checks import refuse_bad_name
from tracker.extensions import db
from tracker.kernel import events, history
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused, StaleRecord
from tracker.rules.roles import Role, ScopeKind

history.sentences(**{
    "directory.merged": _l("Another record merged into this one: %(subject)s"),
    "directory.not_duplicate": _l("Found not to be a duplicate: %(subject)s"),
})

LABELS: Mapping[RecordKind, Mapping[str, str | LazyString]] = {RecordKind.PERSON: people.LABELS, RecordKind.BODY: bodies.LABELS}


def merge(
    actor: Actor, kept: Person | Body, lost: Person | Body, from_lost: frozenset[str], reason: str, *,
    version: int | None = None,
) -> None:  # fmt: skip
    """Make `lost` part of `kept`, which takes the fields named in `from_lost` from it; the old values stay in the history.

    Whatever refers to `lost` follows. Raises Refused when a room above cannot follow, or when the merge would widen
    what the actor's own role covers; StaleRecord when somebody changed either first: `version` is both versions added up.
    """
    require(actor, Permission.MERGE_DIRECTORY)
    kind = kind_of(kept)
    _refuse_bad_pair(kept, lost, reason)
    if version is not None and version != kept.version + lost.version:
        raise StaleRecord(kept.version + lost.version)
    chosen = {name: getattr(lost if name in from_lost else kept, name) for name in LABELS[kind]}
    before = {f"merged_{name}": (getattr(lost, name), None) for name in LABELS[kind]}
    with db.session.begin_nested():
        if isinstance(kept, Body) and isinstance(lost, Body):
            _take_over_body(actor, kept, lost, chosen)
        else:
            _take_over_person(kept, lost)
        difference = history.changes(kept, chosen)
        _renew_keys(kept)
        lost.merged_into_id = kept.id
        _follow_pairs(kind, kept.id, lost.id)
        db.session.flush()
        events.publish(Merged(kind=kind, kept_id=kept.id, lost_id=lost.id, actor=actor, reason=reason))
        history.record(
            actor, "directory.merged", kept, reason=reason,
            difference={"merged_record": (lost.id, kept.id), **before, **difference},
        )  # fmt: skip


def mark_not_duplicate(actor: Actor, left: Person | Body, right: Person | Body, reason: str = "") -> None:
    """Remember that two records are different people or bodies, so that they are not suggested again."""
    require(actor, Permission.MERGE_DIRECTORY)
    kind, (first, second) = kind_of(left), sorted((left.id, right.id))
    if _remembered(kind, first, second) is not None:
        return
    db.session.add(NotDuplicate(
        kind=kind.value, left_id=first, right_id=second, decided_at=now(), decided_by_id=actor.account_id, reason=reason
    ))
    history.record(actor, "directory.not_duplicate", left, reason=reason, difference={"other": (None, right.label)})


def kind_of(record: Person | Body) -> RecordKind:
    """Which kind of record it is."""
    return RecordKind.PERSON if isinstance(record, Person) else RecordKind.BODY


def _refuse_bad_pair(kept: Person | Body, lost: Person | Body, reason: str) -> None:
    if not reason.strip():
        raise Refused(gettext("Give a reason: it is kept in the history."), "reason")
    if kept.id == lost.id or type(kept) is not type(lost):
        raise Refused(gettext("Choose two different records of one kind."))
    if kept.merged_into_id is not None or lost.merged_into_id is not None:
        raise Refused(gettext("One of these records was merged already. Open the list of likely duplicates again."))


def _take_over_person(kept: Person | Body, lost: Person | Body) -> None:
    db.session.execute(update(OfficeHeld).where(OfficeHeld.person_id == lost.id).values(person_id=kept.id))
    db.session.expire(kept, ["offices"])
    db.session.expire(lost, ["offices"])


def _take_over_body(actor: Actor, kept: Body, lost: Body, chosen: dict[str, Any]) -> None:
    _refuse_widening(actor, kept, lost)
    if chosen["parent_id"] in {kept.id, lost.id}:
        chosen["parent_id"] = None
    if chosen["parent_id"] is not None and lies_beneath(Body, chosen["parent_id"], lost.id):
        raise Refused(gettext("One of these bodies is part of the other by way of a third. Mend that first."))
    if chosen["parent_id"] != kept.parent_id:
        bodies.refuse_bad_parent(actor, kept, chosen["parent_id"])
    refuse_bad_name(chosen["name_en"], "name_en")
    db.session.execute(update(Body).where(Body.parent_id == lost.id, Body.id != kept.id).values(parent_id=kept.id))
    db.session.execute(update(OfficeHeld).where(OfficeHeld.body_id == lost.id).values(body_id=kept.id))


def _refuse_widening(actor: Actor, kept: Body, lost: Body) -> None:
    """Nobody gains power over a body by merging it, and nobody silently loses a role over one."""
    covers_one = (kept.id in actor.body_ids) != (lost.id in actor.body_ids)
    if covers_one and Role.ADMINISTRATOR not in actor.roles:
        raise Refused(gettext("Your role covers only one of these bodies. Ask an administrator to merge them."))
    grants = select(RoleGrant).where(RoleGrant.scope_kind == ScopeKind.BODY, RoleGrant.scope_id == lost.id)
    if any(not grant.has_ended(now()) for grant in db.session.scalars(grants)):
        raise Refused(gettext("People hold a role over the record that would go. Keep that one, or have the roles granted anew first."))


def _renew_keys(kept: Person | Body) -> None:
    keys = person_keys(kept.name) if isinstance(kept, Person) else body_keys(kept.name_en, kept.name_cy, kept.short_name)
    history.changes(kept, keys)


def _remembered(kind: RecordKind, first: int, second: int) -> NotDuplicate | None:
    query = select(NotDuplicate).where(
        NotDuplicate.kind == kind.value, NotDuplicate.left_id == first, NotDuplicate.right_id == second
    )
    return db.session.scalars(query).one_or_none()


def _follow_pairs(kind: RecordKind, kept_id: int, lost_id: int) -> None:
    """What was found different from the record that goes is different from the one that stays."""
    query = select(NotDuplicate).where(
        NotDuplicate.kind == kind.value, or_(NotDuplicate.left_id == lost_id, NotDuplicate.right_id == lost_id)
    )
    for pair in db.session.scalars(query).all():
        other = pair.right_id if pair.left_id == lost_id else pair.left_id
        first, second = sorted((kept_id, other))
        if other == kept_id or _remembered(kind, first, second) is not None:
            db.session.delete(pair)
        else:
            pair.left_id, pair.right_id = first, second
        db.session.flush()
