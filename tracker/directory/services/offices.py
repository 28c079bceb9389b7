"""Recording the offices people hold, from and until."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.actor import Actor
from tracker.access.can import require
from tracker.access.permissions import Permission
from tracker.directory.models import OfficeHeld, Person
from tracker.directory.services.checks import expect_version, refuse_bad_name, refuse_merged
from tracker.extensions import db
from tracker.kernel import history
from tracker.kernel.errors import Refused
from tracker.rules.supporters import SupporterCategory

history.sentences(**{
    "directory.office_added": _l("Office recorded: %(subject)s"),
    "directory.office_edited": _l("Office edited: %(subject)s"),
    "directory.office_ended": _l("End of an office recorded: %(subject)s"),
})

LABELS = {
    "title": _l("Office"), "category": _l("Category"), "place": _l("Place"), "body_id": _l("Body"), "area_id": _l("Area"),
    "held_from": _l("Held from"), "held_until": _l("Held until"), "source": _l("Source"),
}  # fmt: skip


def add_office(
    actor: Actor, person: Person, *, title: str, category: SupporterCategory, place: str = "", body_id: int | None = None,
    area_id: int | None = None, held_from: date | None = None, held_until: date | None = None, source: str = "",
) -> OfficeHeld:  # fmt: skip
    """Record an office `person` holds or held; dates that are not known are None."""
    require(actor, Permission.EDIT_DIRECTORY)
    refuse_merged(person)
    refuse_bad_name(title, "title")
    _refuse_backwards(held_from, held_until)
    office = OfficeHeld(
        person=person, title=title, category=category, place=place, body_id=body_id, area_id=area_id,
        held_from=held_from, held_until=held_until, source=source,
    )  # fmt: skip
    db.session.add(office)
    db.session.flush()
    difference = {"office": (None, office.label), "held_from": (None, held_from), "held_until": (None, held_until)}
    history.record(actor, "directory.office_added", person, difference=difference)
    return office


def edit_office(actor: Actor, office: OfficeHeld, wanted: Mapping[str, Any], *, version: int | None = None) -> None:
    """Correct what is known of an office. Raises StaleRecord when somebody else saved first."""
    require(actor, Permission.EDIT_DIRECTORY)
    refuse_bad_name(wanted.get("title", office.title), "title")
    expect_version(office, version, wanted, LABELS)
    _refuse_backwards(wanted.get("held_from", office.held_from), wanted.get("held_until", office.held_until))
    difference = history.changes(office, wanted)
    if difference:
        history.record(actor, "directory.office_edited", office.person, difference=difference)


def end_office(actor: Actor, office: OfficeHeld, held_until: date, *, version: int | None = None) -> None:
    """Record the last day on which the office was held."""
    require(actor, Permission.EDIT_DIRECTORY)
    wanted = {"held_until": held_until}
    expect_version(office, version, wanted, LABELS)
    if office.held_until is not None:
        raise Refused(gettext("The end of this office is recorded already. Edit the office to correct it."), "held_until")
    _refuse_backwards(office.held_from, held_until)
    difference = {"office": (office.label, office.label), **history.changes(office, wanted)}
    history.record(actor, "directory.office_ended", office.person, difference=difference)


def _refuse_backwards(held_from: date | None, held_until: date | None) -> None:
    if held_from and held_until and held_until < held_from:
        raise Refused(gettext("The office cannot end before it begins. Check both dates."), "held_until")
