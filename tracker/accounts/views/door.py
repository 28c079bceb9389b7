"""Coming in and going out."""

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user

from tracker.access.permissions import Permission
from tracker.accounts import demonstration, scopes, services
from tracker.accounts.forms import SignInForm
from tracker.accounts.models import Account
from tracker.accounts.throttle import TooManyAttempts
from tracker.accounts.views import blueprint
from tracker.kernel.answers import Answer
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard, public
from tracker.kernel.i18n import LANGUAGES, safe_target


def own_account() -> Account:
    """The account of whoever makes this request; only on pages that need signing in."""
    account: Account = current_user._get_current_object()
    return account


def renew_session(account: Account) -> None:
    """Begin a new session for `account`: nothing of the one before stays but the language."""
    language = session.get("language")
    session.clear()
    if language in LANGUAGES:
        session["language"] = language
    login_user(account)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public("whoever wants to come in")
def sign_in() -> Answer:
    target = safe_target(request.args.get("next")) or "/"
    if current_user.is_authenticated and request.method == "GET":
        return redirect(target, 303)
    form, status = SignInForm(), 200
    if form.validate_on_submit():
        try:
            account = services.sign_in(form.email.data, form.password.data, request.remote_addr)
        except Refused as refusal:
            form.refuse(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 422
        else:
            renew_session(account)
            return redirect(target, 303)
    elif form.is_submitted():
        status = 422
    return render_template("accounts/sign_in.html", form=form, **_demonstration()), status


@blueprint.post("/sign-out")
@guard(Permission.SIGNED_IN)
def sign_out() -> Answer:
    services.sign_out(own_account())
    language = session.get("language")
    logout_user()
    session.clear()
    if language in LANGUAGES:
        session["language"] = language
    flash(gettext("You are signed out."))
    return redirect(url_for("accounts.sign_in"), 303)


def _demonstration() -> dict[str, object]:
    people = demonstration.sign_ins()
    over = scopes.names_of(grant for person in people for grant in person.roles)
    return {"sign_ins": people, "over": over, "demonstration_password": demonstration.PASSWORD}
