"""Choosing whom a mailing is for, with the count and why each group is left out."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.electorate.models import Roll
from tracker.extensions import db
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.guards import guard
from tracker.mailings import services
from tracker.mailings.forms.audience import filled
from tracker.mailings.models import Mailing
from tracker.mailings.queries.audience import counted
from tracker.mailings.queries.find import mailing_in
from tracker.mailings.views.room import ONE, address, blueprint, mailing_page


@blueprint.route(f"{ONE}/audience", methods=["GET", "POST"])
@guard(Permission.EDIT_MAILING, mailing_in)
def audience(mailing: Mailing) -> Answer:
    """Whom it is for."""
    form = filled(mailing)
    if form.validate_on_submit():
        roll = db.session.get(Roll, form.roll_id.data) if form.roll_id.data else None
        version = form.expected_version
        worked, _none = attempt(form, lambda: services.aim(current_actor(), mailing, roll, form.chosen, version=version))
        if worked:
            return done(gettext("Saved. This is whom it reaches now."), address(mailing, "audience"))
    return mailing_page("mailings/audience.html", mailing, form, count=counted(mailing))
