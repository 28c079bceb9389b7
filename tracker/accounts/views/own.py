"""One's own account."""

from flask import render_template, request, url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.accounts import scopes, services
from tracker.accounts.forms import ChangePasswordForm, DetailsForm
from tracker.accounts.throttle import TooManyAttempts
from tracker.accounts.views import blueprint
from tracker.accounts.views.door import own_account, renew_session
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard


@blueprint.get("/account")
@guard(Permission.SIGNED_IN)
def account() -> Answer:
    person = own_account()
    return page("accounts/account.html", person=person, at=now(), over=scopes.names_of(person.grants))


@blueprint.route("/account/details", methods=["GET", "POST"])
@guard(Permission.SIGNED_IN)
def details() -> Answer:
    form, person = DetailsForm(obj=own_account()), own_account()
    if form.validate_on_submit():
        wanted = form.name.data, form.language.data or None, form.expected_version
        ok, _nothing = attempt(form, lambda: services.edit_details(current_actor(), person, *wanted))
        if ok:
            return done(gettext("Your details are saved."), url_for("accounts.account"))
    return page("accounts/details.html", form)


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
            return done(gettext("Your password is changed. You are signed out everywhere else."), url_for("accounts.account"))
    elif form.is_submitted():
        status = 422
    return render_template("accounts/change_password.html", form=form), status


@blueprint.post("/account/sessions")
@guard(Permission.SIGNED_IN)
def end_sessions() -> Answer:
    services.end_other_sessions(current_actor(), own_account())
    renew_session(own_account())
    return done(gettext("You are signed out everywhere else."), url_for("accounts.account"))
