"""One supporter: added, shown, edited, removed."""

from flask import redirect
from flask_babel import gettext

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.contests.queries import candidacy_in
from tracker.extensions import db
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.clock import today
from tracker.kernel.guards import guard
from tracker.kernel.told import told_of
from tracker.supporters import services
from tracker.supporters.forms import STANDARD_WORDING, NewSupporterForm, ReasonForm, SupporterForm
from tracker.supporters.models import Supporter
from tracker.supporters.queries import councils_of, same_names, supporter_in
from tracker.supporters.queries.find import who_asked
from tracker.supporters.views.room import LIST, address, blueprint, list_page, supporter_page


@blueprint.route(f"{LIST}/add", methods=["GET", "POST"])
@guard(Permission.EDIT_SUPPORTERS, candidacy_in)
def add(candidacy: Candidacy) -> Answer:
    """One more supporter."""
    form = NewSupporterForm(supported_on=today(), wording=str(STANDARD_WORDING))
    _prepare(form, candidacy)
    valid = form.validate_on_submit()
    alike = same_names(candidacy, form.name.data or "") if valid and not form.another.data else []
    if valid and not alike:
        wording = (form.wording.data or "") if form.agreed.data else None
        worked, supporter = attempt(form, lambda: services.add(current_actor(), candidacy, consent_wording=wording, **form.details()))
        if worked and supporter:
            return done(gettext("The supporter is added."), address(candidacy, "show", supporter_id=supporter.id))
    if alike:
        form.form_problem = gettext("Somebody of this name is on the list already. If this is another person, say so below.")
    return list_page("supporters/add.html", candidacy, form, alike=alike)


@blueprint.get(f"{LIST}/<id:supporter_id>")
@guard(Permission.READ_SUPPORTERS, supporter_in)
def show(supporter: Supporter) -> Answer:
    """What is known of a supporter; one merged into another leads there."""
    if supporter.merged_into_id is not None:
        return redirect(address(supporter.candidacy, "show", supporter_id=supporter.merged_into_id), 303)
    told = told_of(supporter, services.LABELS)
    return supporter_page("supporters/show.html", supporter, told=told, asked_by=who_asked(supporter))


@blueprint.route(f"{LIST}/<id:supporter_id>/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_SUPPORTERS, supporter_in)
def edit(supporter: Supporter) -> Answer:
    """Change what is known of a supporter."""
    form = SupporterForm(obj=supporter)
    _prepare(form, supporter.candidacy)
    if form.validate_on_submit():
        version = form.expected_version
        worked, _none = attempt(form, lambda: services.edit(current_actor(), supporter, form.details(), version=version))
        if worked:
            return done(gettext("Saved."), address(supporter.candidacy, "show", supporter_id=supporter.id))
        _name_councils(form)
    return supporter_page("supporters/edit.html", supporter, form)


@blueprint.route(f"{LIST}/<id:supporter_id>/remove", methods=["GET", "POST"])
@guard(Permission.EDIT_SUPPORTERS, supporter_in)
def remove(supporter: Supporter) -> Answer:
    """Take a supporter off the list."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.remove(current_actor(), supporter, form.reason.data or ""))
        if worked:
            return done(gettext("The supporter is off the list."), address(supporter.candidacy))
    return supporter_page("supporters/remove.html", supporter, form)


def _prepare(form: SupporterForm, candidacy: Candidacy) -> None:
    form.area_id.offer(councils_of(candidacy.contest), candidacy.contest)
    if not can(current_actor(), Permission.READ_SUPPORTER_NOTES, candidacy):
        del form.note


def _name_councils(form: SupporterForm) -> None:
    """Where two versions differ in the council area, name both."""
    names = {choice.value: str(choice.label) for choice in form.area_id.choices if choice.value}
    for difference in form.stale or []:
        if difference.label == services.LABELS["area_id"]:
            difference.stored, difference.sent = (names.get(str(one), one) for one in (difference.stored, difference.sent))
    db.session.expire_all()
