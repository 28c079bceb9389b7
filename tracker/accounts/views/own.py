"""One's own account."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.accounts import services
from tracker.accounts.forms import ChangePasswordForm, DetailsForm
from tracker.accounts.throttle import TooManyAttempts
from tracker.accounts.views import blueprint
from tracker.accounts.views.door import Answer, own_account, renew_session
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused, StaleRecord
from tracker.kernel.guards import guard


@blueprint.get("/account")
@guard(Permission.SIGNED_IN)
def account() -> Answer:
    return render_template("accounts/account.html", person=own_account(), at=now()), 200


@blueprint.route("/account/details", methods=["GET", "POST"])
@guard(Permission.SIGNED_IN)
def details() -> Answer:
    form = DetailsForm(obj=own_account())
    if form.validate_on_submit():
        try:
            services.edit_details(current_actor(), own_account(), form.name.data, form.language.data or None, form.expected_version)
        except StaleRecord as stale:
            form.show_both_versions(stale)
        else:
            flash(gettext("Your details are saved."))
            return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/details.html", form=form), 422 if form.is_submitted() else 200


@blueprint.route("/account/password", methods=["GET", "POST"])
@guard(Permission.SIGNED_IN)
def change_password() -> Answer:
    form, status = ChangePasswordForm(), 200
    if form.validate_on_submit():
        try:
            services.change_password(
                current_actor(), own_account(), form.current.data, form.new.data, request.remote_addr
            )
        except Refused as refusal:
            form.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 422
        else:
            renew_session(own_account())
            flash(gettext("Your password is changed. You are signed out everywhere else."))
            return redirect(url_for("accounts.account"), 303)
    elif form.is_submitted():
        status = 422
    return render_template("accounts/change_password.html", form=form), status


@blueprint.post("/account/sessions")
@guard(Permission.SIGNED_IN)
def end_sessions() -> Answer:
    services.end_other_sessions(current_actor(), own_account())
    renew_session(own_account())
    flash(gettext("You are signed out everywhere else."))
    return redirect(url_for("accounts.account"), 303)
