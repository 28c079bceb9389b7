"""Making a contest and editing it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests import services
from tracker.contests.forms import ContestForm
from tracker.contests.forms.contests import NEW
from tracker.contests.models import Contest, Office
from tracker.contests.queries import contest_by_slug
from tracker.contests.queries.listing import areas, offices, selecting_parties
from tracker.contests.services import ContestDetails
from tracker.contests.services.contests import TIMETABLE_DATES
from tracker.contests.views.room import Answer, attempt, blueprint, contest_page, done, page
from tracker.directory.models import Area, Body
from tracker.extensions import db
from tracker.kernel.errors import Refused
from tracker.kernel.forms import choices
from tracker.kernel.guards import guard
from tracker.kernel.words import word


@blueprint.route("/contests/new", methods=["GET", "POST"])
@guard(Permission.CREATE_CONTEST)
def new() -> Answer:
    """A new contest."""
    form = _with_choices(ContestForm(), without=("dates_are_illustrative",))
    if form.validate_on_submit():
        worked, contest = attempt(form, lambda: services.create_contest(current_actor(), _details(form), slug=form.slug.data or ""))
        if worked and contest:
            return done(gettext("The contest is made, as a draft."), "contests.candidates", contest_slug=contest.slug)
    return page("contests/new.html", form)


@blueprint.route("/contests/<slug:contest_slug>/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_CONTEST, contest_by_slug)
def edit(contest: Contest) -> Answer:
    """What is said about a contest."""
    dated_elsewhere = TIMETABLE_DATES if contest.stages else ()
    form = _with_choices(ContestForm(data=_stored(contest)), without=("slug", *dated_elsewhere))
    if form.validate_on_submit():
        version = form.expected_version
        worked, _ = attempt(
            form, lambda: services.edit_contest(current_actor(), contest, _details(form, contest), version=version)
        )
        if worked:
            return done(gettext("Saved."), "contests.candidates", contest_slug=contest.slug)
    return contest_page("contests/edit.html", contest, form, tab="")


def _with_choices(form: ContestForm, without: tuple[str, ...]) -> ContestForm:
    nothing = ("", gettext("Choose"))
    form.office.choices = choices([nothing, *((str(o.id), o.name) for o in offices()), (NEW, gettext("A new office"))])
    form.area.choices = choices([nothing, *((a.gss, f"{a.name} ({word(a.kind)})") for a in areas())])
    form.party.choices = choices([nothing, *((str(party.id), party.name) for party in selecting_parties())])
    return form.without(*without)


def _stored(contest: Contest) -> dict[str, Any]:
    names = (*ContestDetails.__dataclass_fields__, "version")
    stored = {name: getattr(contest, name) for name in names}
    return {**stored, "office": str(contest.office_id), "area": contest.area.gss, "party": str(contest.party_id)}


def _details(form: ContestForm, contest: Contest | None = None) -> ContestDetails:
    """What was filled in. Fields the form leaves out keep what is stored."""
    values = {name: getattr(contest, name) for name in ContestDetails.__dataclass_fields__} if contest else {}
    values |= {name: form[name].data for name in ContestDetails.__dataclass_fields__ if name in form}
    if "ballot_closes_at" in form:
        values["ballot_closes_at"] = form.ballot_closes_at.instant
    values |= {"office": _office(form), "area": _area(form.area.data), "party": db.session.get_one(Body, int(form.party.data))}
    return ContestDetails(**values)


def _area(gss: str) -> Area:
    return db.session.query(Area).filter_by(gss=gss).one()


def _office(form: ContestForm) -> Office:
    if form.office.data != NEW:
        return db.session.get_one(Office, int(form.office.data))
    if not form.new_office_en.data or not form.new_office_cy.data:
        raise Refused(_l("Give the new office a name in both languages."), "new_office_en")
    return services.new_office(current_actor(), form.new_office_en.data, form.new_office_cy.data)
