"""People who sign in: the list, one person, inviting, keeping out."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.accounts import queries, services
from tracker.accounts.forms import InviteForm, PeopleFilter, ReasonForm
from tracker.accounts.models import Account
from tracker.accounts.views import blueprint
from tracker.accounts.views.door import Answer
from tracker.kernel.clock import now
from tracker.kernel.errors import Refused
from tracker.kernel.guards import guard
from tracker.kernel.paging import listing

SORTS = {"name": (Account.name, Account.id), "email": (Account.email,), "since": (Account.created_at, Account.id)}


@blueprint.get("/people-who-sign-in")
@guard(Permission.MANAGE_ACCOUNTS)
def people() -> Answer:
    form = PeopleFilter(request.args)
    wanted = queries.people(form.q.data or "", form.role.data, form.state.data) if form.validate() else queries.people()
    rows = listing(wanted, SORTS, "name")
    last = queries.last_signed_in(rows.rows)
    return render_template("accounts/people.html", form=form, people=rows, last_signed_in=last, at=now()), 200


@blueprint.route("/people-who-sign-in/invite", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS)
def invite() -> Answer:
    form = InviteForm()
    if form.validate_on_submit():
        try:
            person = services.invite(current_actor(), form.email.data, form.name.data, form.language.data or None)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("The invitation is on its way. Now give the person a role."))
            return redirect(url_for("accounts.person", account_id=person.id), 303)
    return render_template("accounts/invite.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/people-who-sign-in/<id:account_id>")
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def person(person: Account) -> Answer:
    last = queries.last_signed_in([person]).get(person.email)
    return render_template("accounts/person.html", person=person, last_signed_in=last, at=now()), 200


@blueprint.post("/people-who-sign-in/<id:account_id>/invitation")
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def invite_again(person: Account) -> Answer:
    services.invite_again(current_actor(), person)
    flash(gettext("A new invitation is on its way. The one before works no longer."))
    return redirect(url_for("accounts.person", account_id=person.id), 303)


@blueprint.route("/people-who-sign-in/<id:account_id>/disable", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def disable(person: Account) -> Answer:
    return _with_reason(person, services.disable, "accounts/disable.html", gettext("This person can no longer sign in."))


@blueprint.route("/people-who-sign-in/<id:account_id>/enable", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def enable(person: Account) -> Answer:
    return _with_reason(person, services.enable, "accounts/enable.html", gettext("This person can sign in again."))


def _with_reason(person: Account, act: Callable[[Actor, Account, str], None], template: str, done: str) -> Answer:
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            act(current_actor(), person, form.reason.data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(done)
            return redirect(url_for("accounts.person", account_id=person.id), 303)
    return render_template(template, form=form, person=person, at=now()), 422 if form.is_submitted() else 200
