"""Recording bodies."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.directory.keys import body_keys
from tracker.directory.models import Body
from tracker.directory.queries.named import bodies_named
from tracker.directory.queries.tree import lies_beneath
from tracker.directory.services.checks import (
    AlreadyKnown,
    expect_version,
    refuse_bad_name,
    refuse_bad_website,
    refuse_merged,
)
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.rules.directory import BodyKind
from tracker.rules.roles import Role

history.sentences(**{
    "directory.body_created": _l("Body recorded: %(subject)s"),
    "directory.body_edited": _l("Body edited: %(subject)s"),
})

LABELS = {
    "kind": _l("Kind"), "name_en": _l("Name in English"), "name_cy": _l("Name in Welsh"), "short_name": _l("Short name"),
    "parent_id": _l("Part of"), "area_id": _l("Area"), "website": _l("Web site"), "source": _l("Source"),
    "is_invented": _l("Invented for the demonstration"),
}  # fmt: skip


def create_body(
    actor: Actor, *, kind: BodyKind, name_en: str, name_cy: str = "", short_name: str = "", parent_id: int | None = None,
    area_id: int | None = None, website: str = "", source: str = "", is_invented: bool = False, only_if_new: bool = False,
) -> Body:  # fmt: skip
    """Record a body. Raises AlreadyKnown if `only_if_new` and a body has that name."""
    require(actor, Permission.EDIT_DIRECTORY)
    refuse_bad_name(name_en, "name_en")
    refuse_bad_website(website)
    known = bodies_named(name_en) if only_if_new else []
    if known:
        raise AlreadyKnown(known, "name_en")
    body = Body(
        kind=kind, name_en=name_en, name_cy=name_cy, short_name=short_name, **body_keys(name_en, name_cy, short_name),
        parent_id=parent_id, area_id=area_id, website=website, source=source, is_invented=is_invented,
    )  # fmt: skip
    db.session.add(body)
    db.session.flush()
    history.record(actor, "directory.body_created", body, difference={"name_en": (None, name_en), "kind": (None, kind)})
    return body


def edit_body(actor: Actor, body: Body, wanted: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change what is known of a body. Raises StaleRecord when somebody else saved first."""
    require(actor, Permission.EDIT_DIRECTORY)
    refuse_merged(body)
    refuse_bad_name(wanted.get("name_en", body.name_en), "name_en")
    refuse_bad_website(wanted.get("website", ""))
    if wanted.get("parent_id", body.parent_id) != body.parent_id:
        refuse_bad_parent(actor, body, wanted["parent_id"])
    expect_version(body, version, wanted, LABELS)
    difference = history.changes(body, wanted)
    if not difference:
        return
    history.changes(body, body_keys(body.name_en, body.name_cy, body.short_name))
    history.record(actor, "directory.body_edited", body, difference=difference)


def refuse_bad_parent(actor: Actor, body: Body, parent_id: int | None) -> None:
    """Raise Refused where `parent_id` would make a circle, or widen what the actor's own role covers."""
    if parent_id is None:
        return
    if parent_id == body.id or lies_beneath(Body, parent_id, body.id):
        raise Refused(gettext("A body cannot be part of itself, or of something that is part of it."), "parent_id")
    widens = parent_id in actor.body_ids and body.id not in actor.body_ids
    if widens and Role.ADMINISTRATOR not in actor.roles:
        raise Refused(gettext("This would widen what your own role covers. Ask an administrator."), "parent_id")
