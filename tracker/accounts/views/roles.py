"""Granting and revoking roles."""

from flask import abort, request, url_for
from flask_babel import gettext

from tracker.access.can import current_actor
from tracker.access.permissions import Permission
from tracker.accounts import queries, scopes, services
from tracker.accounts.forms import GrantForm, ReasonForm
from tracker.accounts.models import Account, RoleGrant
from tracker.accounts.scopes import ScopeChoice
from tracker.accounts.views import blueprint
from tracker.accounts.words import TASKS_OF_ROLE
from tracker.kernel.answers import Answer, attempt, done, page
from tracker.kernel.guards import guard
from tracker.rules.roles import SCOPES_OF_ROLE, Role, ScopeKind


def grant_with_account(account_id: int, grant_id: int) -> tuple[Account, RoleGrant]:
    """A person, and a grant of theirs. Raises NotFound."""
    granted = queries.grant_of(account_id, grant_id)
    return granted.account, granted


@blueprint.get("/people-who-sign-in/<id:account_id>/roles")
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def choose_role(person: Account) -> Answer:
    return page("accounts/choose_role.html", person=person, tasks=TASKS_OF_ROLE)


@blueprint.route("/people-who-sign-in/<id:account_id>/roles/<slug:role_slug>", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS, queries.account_by_id)
def grant(person: Account, role_slug: str) -> Answer:
    role = _role(role_slug)
    text, form = request.args.get("q", ""), GrantForm()
    choices = _choices(role, text)
    form.offer(role, choices)
    if form.validate_on_submit():
        ok, _granted = attempt(form, lambda: _grant(person, role, form))
        if ok:
            return done(gettext("The role is granted."), url_for("accounts.person", account_id=person.id))
    return page("accounts/grant.html", form, person=person, role=role, tasks=TASKS_OF_ROLE, q=text, found=choices)


@blueprint.route("/people-who-sign-in/<id:account_id>/grants/<id:grant_id>/revoke", methods=["GET", "POST"])
@guard(Permission.MANAGE_ACCOUNTS, grant_with_account)
def revoke(person: Account, granted: RoleGrant) -> Answer:
    form = ReasonForm()
    if form.validate_on_submit():
        ok, _nothing = attempt(form, lambda: services.revoke(current_actor(), granted, form.reason.data))
        if ok:
            return done(gettext("The role is revoked."), url_for("accounts.person", account_id=person.id))
    return page("accounts/revoke.html", form, person=person, granted=granted, over=scopes.names_of([granted]))


def _role(slug: str) -> Role:
    found = [role for role in Role if role.value.replace("_", "-") == slug]
    return found[0] if found else abort(404)


def _choices(role: Role, text: str) -> list[tuple[ScopeKind, ScopeChoice]]:
    """What `role` can be granted over, as far as its name holds `text`."""
    kinds = [kind for kind in ScopeKind if kind in SCOPES_OF_ROLE[role] and kind is not ScopeKind.EVERYTHING]
    return [(kind, choice) for kind in kinds for choice in scopes.search(kind, text)]


def _grant(person: Account, role: Role, form: GrantForm) -> RoleGrant:
    kind, scope_id = form.chosen_scope
    return services.grant(
        current_actor(), person, role, kind, scope_id, reason=form.reason.data, valid_from=form.begins_at,
        valid_until=form.ends_at, may_export=bool(form.may_export and form.may_export.data),
    )  # fmt: skip
