"""Choosing a password with a mailed link."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask_babel import gettext

from tracker.accounts import links, services
from tracker.accounts.forms import NewPasswordForm, ResetRequestForm
from tracker.accounts.models import Account, LinkPurpose
from tracker.accounts.views import blueprint
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import public


@blueprint.route("/reset", methods=["GET", "POST"])
@public("whoever forgot a password")
def ask_for_reset() -> Answer:
    form = ResetRequestForm()
    if form.validate_on_submit():
        services.ask_for_reset(form.email.data, request.remote_addr)
        return redirect(url_for("accounts.reset_asked"), 303)
    return page("accounts/ask_for_reset.html", form)


@blueprint.get("/reset/asked")
@public("whoever forgot a password")
def reset_asked() -> Answer:
    return page("accounts/reset_asked.html")


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@public("whoever has the mailed link")
def reset(token: str) -> Answer:
    return _choose_password(token, LinkPurpose.PASSWORD_RESET, services.reset_password)


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@public("whoever has the mailed link")
def invitation(token: str) -> Answer:
    return _choose_password(token, LinkPurpose.INVITATION, services.accept_invitation)


def _choose_password(token: str, purpose: LinkPurpose, choose: Callable[[str, str], Account]) -> Answer:
    form, found = NewPasswordForm(), links.find(token, purpose)
    if found is None:
        return render_template("accounts/link_dead.html", purpose=purpose), 410
    if form.validate_on_submit():
        chosen, _account = attempt(form, lambda: choose(token, form.new.data))
        if chosen:
            return done(gettext("Your password is saved. Sign in with it."), url_for("accounts.sign_in"))
    return page("accounts/choose_password.html", form, person=found[1], purpose=purpose)
