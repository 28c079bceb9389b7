"""Pages about people."""

from flask import request, url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.directory import services
from tracker.directory.events import RecordKind
from tracker.directory.forms import PeopleFilterForm, PersonForm
from tracker.directory.models import Person
from tracker.directory.panels import panels_of
from tracker.directory.queries.find import kept, person_at
from tracker.directory.queries.lists import PEOPLE_SORTS, Filters, people_list
from tracker.directory.queries.offices import main_offices, offices_newest_first
from tracker.directory.views.room import blueprint, moved
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing


@blueprint.get("/directory/people")
@guard(Permission.READ_DIRECTORY)
def people() -> Answer:
    """The list of people."""
    form = PeopleFilterForm(request.args, meta={"csrf": False})
    filters = Filters(text=form.q.data or "", area_id=form.area.data, category=form.category.data)
    found = listing(people_list(filters), PEOPLE_SORTS, "name")
    return page(
        "directory/people.html",
        filters=form,
        listing=found,
        offices=main_offices(found.rows),
        asked=filters != Filters(),
    )


@blueprint.get("/directory/people/<id:person_id>")
@guard(Permission.READ_DIRECTORY, person_at)
def person(person: Person) -> Answer:
    """One person; the address of a record that was merged leads to the one it is part of."""
    if person.merged_into_id is not None:
        return moved(_address(kept(person)))
    panels = panels_of(current_actor(), RecordKind.PERSON, person.id)
    return page("directory/person.html", person=person, offices=offices_newest_first(person), panels=panels)


@blueprint.route("/directory/people/new", methods=["GET", "POST"])
@guard(Permission.EDIT_DIRECTORY)
def new_person() -> Answer:
    """Record a person. `?name=` fills in the name, so that a page that did not find somebody can offer this."""
    form = PersonForm(name=request.args.get("name", "")[:300])
    made: list[Person] = []
    if form.validate_on_submit() and attempt(form, lambda: made.append(_create(form)))[0]:
        return done(gettext("Person recorded."), _address(made[0]))
    return page(
        "directory/person_form.html", form, title=gettext("Record a person"), back=url_for("directory.people")
    )


@blueprint.route("/directory/people/<id:person_id>/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_DIRECTORY, person_at)
def edit_person(person: Person) -> Answer:
    """Change what is known of a person."""
    if person.merged_into_id is not None:
        return moved(_address(kept(person)))
    form = PersonForm(obj=person)
    if form.validate_on_submit() and attempt(form, lambda: _edit(form, person))[0]:
        return done(gettext("Saved."), _address(person))
    return page(
        "directory/person_form.html",
        form,
        title=gettext("Edit a person"),
        subject=person,
        back=_address(person),
    )


def _address(person: Person) -> str:
    return url_for("directory.person", person_id=person.id)


def _create(form: PersonForm) -> Person:
    return services.create_person(
        current_actor(), name=form.name.data, area_id=form.area_id.data, website=form.website.data or "",
        source=form.source.data or "", only_if_new=not form.is_another.data,
    )  # fmt: skip


def _edit(form: PersonForm, person: Person) -> None:
    wanted = {
        "name": form.name.data, "area_id": form.area_id.data, "website": form.website.data or "",
        "source": form.source.data or "",
    }  # fmt: skip
    services.edit_person(current_actor(), person, wanted, version=form.expected_version)
