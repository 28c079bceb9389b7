"""The demonstration's accounts: shown at the door in the demonstration, never let near real data.

Their passwords are known to everybody. In production they cannot sign in, and nothing is served while the database
holds any: the first request asks, and `flask serve`, `flask worker` and `/readyz` ask as well. The application object
itself is made without asking, because migrations and the command that would mend this need it.
"""

from dataclasses import dataclass

from flask import Flask, abort, current_app, request

from config import Settings, SettingsError
from tracker.accounts.models import RoleGrant
from tracker.accounts.queries import demonstration_people, has_demonstration_people
from tracker.kernel.clock import now

PASSWORD = "demonstration only"  # noqa: S105 - known to everybody on purpose
PROBLEM = "the database holds demonstration accounts, whose password everybody knows; production needs a database of its own"
ALWAYS_ANSWERED = ("public.healthz", "public.readyz", "static")
_CLEAN = "tracker.no_demonstration_people"


@dataclass(frozen=True)
class SignIn:
    """One line of the table of demonstration sign-ins."""

    name: str
    email: str
    roles: tuple[RoleGrant, ...]


def sign_ins() -> list[SignIn]:
    """Who can be tried in the demonstration; nobody otherwise."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.TRACKER_MODE != "demonstration":
        return []
    at = now()
    return [
        SignIn(person.name, person.email, tuple(grant for grant in person.grants if grant.is_live(at)))
        for person in demonstration_people()
    ]


def refuse_in_production() -> None:
    """Raise SettingsError when this is production and the database holds accounts of the demonstration."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.is_production and has_demonstration_people():
        raise SettingsError(PROBLEM)


def register(app: Flask) -> None:
    """Let `app`, in production, serve nothing until it has seen that its database holds no demonstration accounts."""
    settings: Settings = app.config["SETTINGS"]
    if settings.is_production:
        app.before_request(_ask_once)


def _ask_once() -> None:
    if current_app.extensions.get(_CLEAN) or request.endpoint in ALWAYS_ANSWERED:
        return
    try:
        refuse_in_production()
    except SettingsError as error:
        current_app.logger.critical("refusing to serve: %s", error)
        abort(503)
    current_app.extensions[_CLEAN] = True
