"""Recording people."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.directory.keys import person_keys
from tracker.directory.models import Person
from tracker.directory.queries.named import people_named
from tracker.directory.services.checks import (
    AlreadyKnown,
    expect_version,
    refuse_bad_name,
    refuse_bad_website,
    refuse_merged,
)
from tracker.extensions import db
from tracker.kernel import history

history.sentences(**{
    "directory.person_created": _l("Person recorded: %(subject)s"),
    "directory.person_edited": _l("Person edited: %(subject)s"),
})

LABELS = {
    "name": _l("Name"), "area_id": _l("Area"), "website": _l("Web site"), "source": _l("Source"),
    "is_invented": _l("Invented for the demonstration"),
}  # fmt: skip


def create_person(
    actor: Actor, *, name: str, area_id: int | None = None, website: str = "", source: str = "", is_invented: bool = False,
    only_if_new: bool = False,
) -> Person:  # fmt: skip
    """Record a person under the name as given. Raises AlreadyKnown if `only_if_new` and somebody has that name."""
    require(actor, Permission.EDIT_DIRECTORY)
    refuse_bad_name(name, "name")
    refuse_bad_website(website)
    known = people_named(name) if only_if_new else []
    if known:
        raise AlreadyKnown(known, "name")
    person = Person(
        name=name, **person_keys(name), area_id=area_id, website=website, source=source, is_invented=is_invented
    )
    db.session.add(person)
    db.session.flush()
    history.record(actor, "directory.person_created", person, difference={"name": (None, name)})
    return person


def edit_person(actor: Actor, person: Person, wanted: Mapping[str, Any], *, version: int | None = None) -> None:
    """Change what is known of a person. Raises StaleRecord when somebody else saved first."""
    require(actor, Permission.EDIT_DIRECTORY)
    refuse_merged(person)
    refuse_bad_name(wanted.get("name", person.name), "name")
    refuse_bad_website(wanted.get("website", ""))
    expect_version(person, version, wanted, LABELS)
    difference = history.changes(person, wanted)
    if not difference:
        return
    history.changes(person, person_keys(person.name))
    history.record(actor, "directory.person_edited", person, difference=difference)
