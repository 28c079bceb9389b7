"""Who must not be written to: listed as hashes, added, lifted."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.contests.models import Contest
from tracker.contests.queries import contest_by_slug
from tracker.electorate import services
from tracker.electorate.forms import ReasonForm, SuppressForm
from tracker.electorate.models import Suppression
from tracker.electorate.queries import suppressions
from tracker.electorate.views.room import ROOM, address, blueprint, room_page
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing
from tracker.rules.electorate import Channel

SORTS = {"when": (Suppression.id,)}


@blueprint.get(f"{ROOM}/suppressions")
@guard(Permission.READ_ELECTORATE, contest_by_slug)
def suppression_list(contest: Contest) -> Answer:
    """Everybody nothing more is sent to."""
    return room_page("electorate/suppressions.html", contest, listing=listing(suppressions.listed(contest), SORTS, "-when"))


@blueprint.route(f"{ROOM}/suppressions/new", methods=["GET", "POST"])
@guard(Permission.EDIT_ELECTORATE, contest_by_slug)
def suppress(contest: Contest) -> Answer:
    """Send nothing more to somebody."""
    form = SuppressForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: _suppress(form))
        if worked:
            return done(gettext("Nothing more is sent there."), address(contest, "suppression_list"))
    return room_page("electorate/suppress.html", contest, form)


@blueprint.route(f"{ROOM}/suppressions/<id:suppression_id>/lift", methods=["GET", "POST"])
@guard(Permission.EDIT_ELECTORATE, suppressions.suppression_in)
def lift_suppression(suppression: Suppression, contest: Contest) -> Answer:
    """Send to somebody again."""
    form = ReasonForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.lift(current_actor(), suppression, form.reason.data or ""))
        if worked:
            return done(gettext("Mail is sent there again."), address(contest, "suppression_list"))
    return room_page("electorate/suppression_lift.html", contest, form, suppression=suppression)


def _suppress(form: SuppressForm) -> None:
    actor, key, reason, source = current_actor(), form.key.data or "", form.reason.data, form.source.data or ""
    if form.channel.data is Channel.EMAIL and "@" in key:
        services.suppress_address(actor, key, reason, source=source)
    else:
        services.suppress_person(actor, form.channel.data, key, reason, source=source)
