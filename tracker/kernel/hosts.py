"""Which names this installation answers to: a request for another never reaches a page."""

from flask import Flask, Response, current_app, make_response, request
from werkzeug.exceptions import SecurityError
from werkzeug.sansio.utils import host_is_trusted

from config import Settings

ALWAYS_ANSWERED = ("public.healthz", "public.readyz", "static")  # who watches asks by number; the page that refuses has its styles
NOT_OURS = 400


def register(app: Flask) -> None:
    """Let `app` refuse every request for a host that TRUSTED_HOSTS does not name."""
    app.before_request(_refuse_strangers)


def _refuse_strangers() -> Response | None:
    return None if _is_ours() else make_response(current_app.jinja_env.get_template("errors/host.html").render(), NOT_OURS)


def _is_ours() -> bool:
    settings: Settings = current_app.config["SETTINGS"]
    if isinstance(request.routing_exception, SecurityError):
        return False
    return request.endpoint in ALWAYS_ANSWERED or host_is_trusted(request.host, settings.trusted_hosts)
