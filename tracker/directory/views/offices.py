"""Forms for the offices of a person."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.directory import services
from tracker.directory.forms import EndOfficeForm, OfficeForm
from tracker.directory.models import OfficeHeld, Person
from tracker.directory.queries.find import office_of, person_at
from tracker.directory.views.room import blueprint
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard


@blueprint.route("/directory/people/<id:person_id>/offices/new", methods=["GET", "POST"])
@guard(Permission.EDIT_DIRECTORY, person_at)
def new_office(person: Person) -> Answer:
    """Record an office a person holds or held."""
    form = OfficeForm()
    if (
        form.validate_on_submit()
        and attempt(form, lambda: services.add_office(current_actor(), person, **_values(form)))[0]
    ):
        return done(gettext("Office recorded."), _address(person))
    return page(
        "directory/office_form.html",
        form,
        title=gettext("Record an office"),
        person=person,
        back=_address(person),
    )


@blueprint.route("/directory/people/<id:person_id>/offices/<id:office_id>/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_DIRECTORY, office_of)
def edit_office(office: OfficeHeld) -> Answer:
    """Correct an office."""
    form = OfficeForm(obj=office)
    if form.validate_on_submit() and attempt(form, lambda: _edit(form, office))[0]:
        return done(gettext("Saved."), _address(office.person))
    return page(
        "directory/office_form.html",
        form,
        title=gettext("Edit an office"),
        person=office.person,
        back=_address(office.person),
    )


@blueprint.route("/directory/people/<id:person_id>/offices/<id:office_id>/end", methods=["GET", "POST"])
@guard(Permission.EDIT_DIRECTORY, office_of)
def end_office(office: OfficeHeld) -> Answer:
    """Record when an office ended."""
    form = EndOfficeForm(obj=office)
    if form.validate_on_submit() and attempt(form, lambda: _end(form, office))[0]:
        return done(gettext("Saved."), _address(office.person))
    return page("directory/end_office.html", form, office=office, back=_address(office.person))


def _address(person: Person) -> str:
    return url_for("directory.person", person_id=person.id)


def _values(form: OfficeForm) -> dict[str, Any]:
    return {
        "title": form.title.data, "category": form.category.data, "place": form.place.data or "", "body_id": form.body_id,
        "area_id": form.area_id.data, "held_from": form.held_from.data, "held_until": form.held_until.data,
        "source": form.source.data or "",
    }  # fmt: skip


def _edit(form: OfficeForm, office: OfficeHeld) -> None:
    services.edit_office(current_actor(), office, _values(form), version=form.expected_version)


def _end(form: EndOfficeForm, office: OfficeHeld) -> None:
    services.end_office(current_actor(), office, form.held_until.data, version=form.expected_version)
