"""Whether a supporter may be named in public."""

from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.kernel.answers import Answer, attempt, done
from tracker.kernel.guards import guard
from tracker.supporters import services
from tracker.supporters.forms import STANDARD_WORDING, ConsentForm, PressForm, WithdrawForm
from tracker.supporters.models import Supporter
from tracker.supporters.queries import supporter_in
from tracker.supporters.views.room import LIST, address, blueprint, supporter_page

ONE = f"{LIST}/<id:supporter_id>"


@blueprint.route(f"{ONE}/consent", methods=["GET", "POST"])
@guard(Permission.EDIT_SUPPORTERS, supporter_in)
def give_consent(supporter: Supporter) -> Answer:
    """The person agreed to be named."""
    form = ConsentForm(wording=str(STANDARD_WORDING))
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.give_consent(current_actor(), supporter, form.wording.data or ""))
        if worked:
            return done(gettext("Recorded: the person may be named."), _back(supporter))
    return supporter_page("supporters/consent.html", supporter, form)


@blueprint.route(f"{ONE}/refuse-consent", methods=["GET", "POST"])
@guard(Permission.EDIT_SUPPORTERS, supporter_in)
def refuse_consent(supporter: Supporter) -> Answer:
    """The person does not want to be named."""
    form = PressForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.refuse_consent(current_actor(), supporter))
        if worked:
            return done(gettext("Recorded: the person does not want to be named."), _back(supporter))
    return supporter_page("supporters/refuse_consent.html", supporter, form)


@blueprint.route(f"{ONE}/withdraw-consent", methods=["GET", "POST"])
@guard(Permission.EDIT_SUPPORTERS, supporter_in)
def withdraw_consent(supporter: Supporter) -> Answer:
    """The person withdraws."""
    form = WithdrawForm()
    if form.validate_on_submit():
        worked, _none = attempt(form, lambda: services.withdraw_consent(current_actor(), supporter, form.reason.data or ""))
        if worked:
            return done(gettext("Withdrawn: the person is named nowhere."), _back(supporter))
    return supporter_page("supporters/withdraw_consent.html", supporter, form)


def _back(supporter: Supporter) -> str:
    return address(supporter.candidacy, "show", supporter_id=supporter.id)
