"""One person on the list: shown, corrected, decided upon."""

from typing import Any

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.electorate import services
from tracker.electorate.forms import DecideForm, ElectorForm, StandingForm
from tracker.electorate.models import Elector
from tracker.electorate.queries import electors
from tracker.electorate.views.room import ROOM, address, blueprint, room_page
from tracker.electorate.words import LABELS
from tracker.extensions import db
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.forms import TrackerForm
from tracker.kernel.guards import guard
from tracker.kernel.told import told_of

PERSON = f"{ROOM}/people/<id:elector_id>"


@blueprint.get(PERSON)
@guard(Permission.READ_ELECTORATE, electors.elector_in)
def elector(elector: Elector) -> Answer:
    """What is known of a person, and why they may vote or not."""
    return _page("electorate/elector.html", elector, told=told_of(elector, LABELS))


@blueprint.route(f"{PERSON}/edit", methods=["GET", "POST"])
@guard(Permission.EDIT_ELECTORATE, electors.elector_in)
def edit_elector(elector: Elector) -> Answer:
    """Correct what is known of a person."""
    form = ElectorForm(obj=elector)
    form.council_id.offer(electors.councils_of(elector.contest), elector.contest)
    if form.validate_on_submit():
        version = form.expected_version
        worked, _none = attempt(form, lambda: services.edit(current_actor(), elector, form.details(), version=version))
        if worked:
            return _back(elector)
        db.session.expire_all()
    return _page("electorate/elector_edit.html", elector, form)


@blueprint.route(f"{PERSON}/standing", methods=["GET", "POST"])
@guard(Permission.EDIT_ELECTORATE, electors.elector_in)
def elector_standing(elector: Elector) -> Answer:
    """Record a death, a suspension, a second entry."""
    form = StandingForm(obj=elector)
    if form.validate_on_submit():
        reason, standing = form.reason.data or "", form.standing.data
        worked, _none = attempt(form, lambda: services.set_standing(current_actor(), elector, standing, reason))
        if worked:
            return _back(elector)
    return _page("electorate/elector_standing.html", elector, form)


@blueprint.route(f"{PERSON}/decide", methods=["GET", "POST"])
@guard(Permission.EDIT_ELECTORATE, electors.elector_in)
def decide_elector(elector: Elector) -> Answer:
    """Decide by hand whether the person may vote, or leave it to the rule again."""
    form = DecideForm(obj=elector)
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: _decide(elector, form))
        if worked:
            return _back(elector)
    return _page("electorate/elector_decide.html", elector, form, by_rule=services.by_rule(elector))


def _decide(elector: Elector, form: DecideForm) -> None:
    reason = form.reason.data or ""
    if form.eligibility.data is None:
        services.undecide(current_actor(), elector, reason)
    else:
        services.decide(current_actor(), elector, form.eligibility.data, reason)


def _back(elector: Elector) -> Answer:
    return done(gettext("Saved."), address(elector.contest, "elector", elector_id=elector.id))


def _page(template: str, elector: Elector, form: TrackerForm | None = None, **context: Any) -> Answer:
    return room_page(template, elector.contest, form, elector=elector, **context)
