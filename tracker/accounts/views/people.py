"""People who sign in: the list, one person, inviting, keeping out."""

from collections.abc import Callable

from flask import request, url_for
from flask_babel import gettext

from tracker.access.actor import Actor
from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.accounts import queries, scopes, services
from tracker.accounts.forms import InviteForm, PeopleFilter, ReasonForm
from tracker.accounts.models import Account
from tracker.accounts.views import blueprint
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.clock import now
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
    over = scopes.names_of(grant for person in rows.rows for grant in person.grants)
    return page("accounts/people.html", people=rows, filter=form, last_signed_in=last, at=now(), over=over)


@blueprint.route("/people-who-sign-in/invite", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS)
def invite() -> Answer:
    form = InviteForm()
    if form.validate_on_submit():
        _ok, person = attempt(form, lambda: services.invite(current_actor(), form.email.data, form.name.data, form.language.data or None))
        if person:
            return _back_to(person, gettext("The invitation is on its way. Now give the person a role."))
    return page("accounts/invite.html", form)


@blueprint.get("/people-who-sign-in/<id:account_id>")
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def person(person: Account) -> Answer:
    last = queries.last_signed_in([person]).get(person.email)
    return page("accounts/person.html", person=person, last_signed_in=last, at=now(), over=scopes.names_of(person.grants))


@blueprint.post("/people-who-sign-in/<id:account_id>/invitation")
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def invite_again(person: Account) -> Answer:
    services.invite_again(current_actor(), person)
    return _back_to(person, gettext("A new invitation is on its way. The one before works no longer."))


@blueprint.route("/people-who-sign-in/<id:account_id>/disable", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def disable(person: Account) -> Answer:
    return _with_reason(person, services.disable, "accounts/disable.html", gettext("This person can no longer sign in."))


@blueprint.route("/people-who-sign-in/<id:account_id>/enable", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def enable(person: Account) -> Answer:
    return _with_reason(person, services.enable, "accounts/enable.html", gettext("This person can sign in again."))


def _with_reason(person: Account, act: Callable[[Actor, Account, str], None], template: str, message: str) -> Answer:
    form = ReasonForm()
    if form.validate_on_submit():
        ok, _nothing = attempt(form, lambda: act(current_actor(), person, form.reason.data))
        if ok:
            return _back_to(person, message)
    return page(template, form, person=person, at=now())


def _back_to(person: Account, message: str) -> Answer:
    return done(message, url_for("accounts.person", account_id=person.id))
