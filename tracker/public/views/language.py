"""Switching between the languages."""

from flask import abort, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from tracker.access.can import current_actor
from tracker.accounts import services
from tracker.kernel import unit_of_work
from tracker.kernel.guards import public
from tracker.kernel.i18n import LANGUAGES, other_locale, safe_target
from tracker.public.views import blueprint


@blueprint.get("/language/<code>")
@public("anybody may read in either language")
def language(code: str) -> Response:
    """A link, so that it works without script: it changes nothing but in which language its own reader reads."""
    if code not in LANGUAGES:
        abort(404)
    if current_user.is_authenticated and current_user.language != code:
        _begin_to_write()
        services.choose_language(current_actor(), current_user._get_current_object(), code)
    session["language"] = code
    return redirect(safe_target(request.args.get("next")) or "/", 303)


@blueprint.app_context_processor
def _switch() -> dict[str, str]:
    """Where the switch of a page leads: back to the same page; to the first one from what only a form leads to."""
    leads_somewhere = request.url_rule is None or "GET" in (request.url_rule.methods or ())
    here = request.full_path.rstrip("?") if leads_somewhere else "/"
    return {"language_switch_url": url_for("public.language", code=other_locale(), next=here)}


def _begin_to_write() -> None:
    """The request has only read so far: let it begin anew as one that writes."""
    unit_of_work.rollback()
    unit_of_work.begin_writing()
