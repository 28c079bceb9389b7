"""Supporters who may be one person: suggested, looked at side by side, merged or told apart by a person."""

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
from tracker.supporters.queries import likely_duplicates, pair_in
from tracker.supporters.queries.duplicates import MOST_FOUND
from tracker.supporters.views.room import LIST, address, blueprint, list_page

PAIR = f"{LIST}/duplicates/<id:left_id>/<id:right_id>"


@blueprint.get(f"{LIST}/duplicates")
@guard(Permission.EDIT_SUPPORTERS, candidacy_in)
def duplicates(candidacy: Candidacy) -> Answer:
    """The likeliest duplicates."""
    likely, found = likely_duplicates(candidacy)
    return list_page("supporters/duplicates.html", candidacy, likely=likely, found=found, is_limit=found >= MOST_FOUND)


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


def _reads_notes(supporter: Supporter) -> bool:
    return can(current_actor(), Permission.READ_SUPPORTER_NOTES, supporter)


def _compared(left: Supporter, right: Supporter, form: MergeForm) -> Answer:
    shown = sides(left, right, _reads_notes(left))
    return list_page("supporters/merge.html", left.candidacy, form, left=left, right=right, sides=shown)
