"""Pages about bodies."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.directory import services
from tracker.directory.events import RecordKind
from tracker.directory.forms import BodiesFilterForm, BodyForm
from tracker.directory.models import Body
from tracker.directory.panels import panels_of
from tracker.directory.queries.find import body_at, kept
from tracker.directory.queries.lists import BODY_SORTS, Filters, bodies_list, holders_in, parts_of
from tracker.directory.views.room import blueprint, moved
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing


@blueprint.get("/directory/bodies")
@guard(Permission.READ_DIRECTORY)
def bodies() -> Answer:
    """The list of bodies."""
    form = BodiesFilterForm(request.args, meta={"csrf": False})
    filters = Filters(text=form.q.data or "", area_id=form.area.data, kind=form.kind.data)
    return page(
        "directory/bodies.html",
        filters=form,
        listing=listing(bodies_list(filters), BODY_SORTS, "name"),
        asked=filters != Filters(),
    )


@blueprint.get("/directory/bodies/<id:body_id>")
@guard(Permission.READ_DIRECTORY, body_at)
def body(body: Body) -> Answer:
    """One body; the address of a record that was merged leads to the one it is part of."""
    if body.merged_into_id is not None:
        return moved(_address(kept(body)))
    panels = panels_of(current_actor(), RecordKind.BODY, body.id)
    return page(
        "directory/body.html", body=body, parts=parts_of(body), holders=holders_in(body), panels=panels
    )


@blueprint.route("/directory/bodies/new", methods=["GET", "POST"])
@guard(Permission.EDIT_DIRECTORY)
def new_body() -> Answer:
    """Record a body. `?name=` fills in the name, so that a page that did not find it can offer this."""
    form = BodyForm(name_en=request.args.get("name", "")[:300])
    made: list[Body] = []
    if form.validate_on_submit() and attempt(form, lambda: made.append(_create(form)))[0]:
        return done(gettext("Body recorded."), _address(made[0]))
    return page(
        "directory/body_form.html", form, title=gettext("Record a body"), back=url_for("directory.bodies")
    )


@blueprint.route("/directory/bodies/<id:body_id>/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_DIRECTORY, body_at)
def edit_body(body: Body) -> Answer:
    """Change what is known of a body."""
    if body.merged_into_id is not None:
        return moved(_address(kept(body)))
    form = BodyForm(obj=body)
    if form.validate_on_submit() and attempt(form, lambda: _edit(form, body))[0]:
        return done(gettext("Saved."), _address(body))
    return page(
        "directory/body_form.html", form, title=gettext("Edit a body"), subject=body, back=_address(body)
    )


def _address(body: Body) -> str:
    return url_for("directory.body", body_id=body.id)


def _values(form: BodyForm) -> dict[str, Any]:
    return {
        "kind": form.kind.data, "name_en": form.name_en.data, "name_cy": form.name_cy.data or "",
        "short_name": form.short_name.data or "", "parent_id": form.parent_id, "area_id": form.area_id.data,
        "website": form.website.data or "", "source": form.source.data or "",
    }  # fmt: skip


def _create(form: BodyForm) -> Body:
    return services.create_body(current_actor(), **_values(form), only_if_new=not form.is_another.data)


def _edit(form: BodyForm, body: Body) -> None:
    services.edit_body(current_actor(), body, _values(form), version=form.expected_version)
