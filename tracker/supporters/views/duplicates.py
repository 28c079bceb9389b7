"""Supporters who may be one person: suggested, looked at side by side, merged or told apart by a person."""

from flask import jsonify, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.access.can import can, current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Candidacy
from tracker.contests.queries import candidacy_in
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.guards import guard
from tracker.supporters import services
from tracker.supporters.forms import PressForm
from tracker.supporters.merge_form import MergeForm, merge_form, sides
from tracker.supporters.models import Supporter
from tracker.supporters.queries import found_before, found_now, is_short, list_length, pair_in, search_of
from tracker.supporters.views.room import LIST, address, blueprint, list_page

PAIR = f"{LIST}/duplicates/<id:left_id>/<id:right_id>"


@blueprint.get(f"{LIST}/duplicates")
@guard(Permission.EDIT_SUPPORTERS, candidacy_in)
def duplicates(candidacy: Candidacy) -> Answer:
    """The likeliest duplicates: of a short list as it is now, of a long one as it was when last looked through."""
    return _suggestions(candidacy)


@blueprint.post(f"{LIST}/duplicates/look")
@guard(Permission.EDIT_SUPPORTERS, candidacy_in)
def look(candidacy: Candidacy) -> Answer:
    """Have a long list looked through."""
    if not PressForm().validate_on_submit():
        return _suggestions(candidacy)
    services.look_for_duplicates(current_actor(), candidacy)
    return redirect(address(candidacy, "duplicates"), 303)


@blueprint.get(f"{LIST}/duplicates/progress.json")
@guard(Permission.EDIT_SUPPORTERS, candidacy_in)
def search_progress(candidacy: Candidacy) -> ResponseReturnValue:
    """Whether the search is still under way."""
    search = search_of(candidacy)
    return jsonify(state=search.state if search else None, working=bool(search and search.is_working), done=0, total=None)


@blueprint.route(PAIR, methods=["GET", "POST"])
@guard(Permission.EDIT_SUPPORTERS, pair_in)
def merge(left: Supporter, right: Supporter) -> Answer:
    """Two records side by side; the left one stays, and takes what is chosen from the right."""
    form = merge_form(left, right, _reads_notes(left))
    if form.validate_on_submit():
        version, reason = form.expected_version, form.reason.data or ""
        worked, _none = attempt(
            form, lambda: services.merge(current_actor(), left, right, form.from_right(), reason, version=version)
        )
        if worked:
            return done(gettext("The two records are one."), address(left.candidacy, "show", supporter_id=left.id))
    return _compared(left, right, form)


@blueprint.post(f"{PAIR}/different")
@guard(Permission.EDIT_SUPPORTERS, pair_in)
def different(left: Supporter, right: Supporter) -> Answer:
    """Remember that they are two people."""
    if PressForm().validate_on_submit():
        services.mark_not_duplicate(current_actor(), left, right)
        return done(gettext("Remembered: they are two people."), address(left.candidacy, "duplicates"))
    return _compared(left, right, merge_form(left, right, _reads_notes(left)))


def _suggestions(candidacy: Candidacy) -> Answer:
    short, search = is_short(candidacy), search_of(candidacy)
    before = found_before(candidacy, search) if search and search.found_at else None
    found = found_now(candidacy) if short else before
    return list_page(
        "supporters/duplicates.html", candidacy, PressForm(), found=found, search=None if short else search, length=list_length(candidacy)
    )


def _reads_notes(supporter: Supporter) -> bool:
    return can(current_actor(), Permission.READ_SUPPORTER_NOTES, supporter)


def _compared(left: Supporter, right: Supporter, form: MergeForm) -> Answer:
    shown = sides(left, right, _reads_notes(left))
    return list_page("supporters/merge.html", left.candidacy, form, left=left, right=right, sides=shown)
