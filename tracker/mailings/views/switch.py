"""The switch over everything that is sent."""

from flask import url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard
from tracker.mailings.forms.deliveries import SwitchForm
from tracker.mailings.services import sending
from tracker.mailings.views.room import blueprint


@blueprint.route("/sending", methods=["GET", "POST"])
@guard(Permission.SWITCH_SENDING)
def switch() -> Answer:
    """Whether mailings go out, why not, and the button that changes it."""
    form, is_on = SwitchForm(), sending.is_on()
    if form.validate_on_submit():
        turn = sending.turn_off if is_on else sending.turn_on
        worked, _none = attempt(form, lambda: turn(current_actor(), form.reason.data or ""))
        if worked:
            return done(gettext("Sending is off.") if is_on else gettext("Sending is on."), url_for("mailings.switch"))
    return page("mailings/switch.html", form, is_on=is_on, stored=sending.the_switch())
