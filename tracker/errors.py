"""What a person sees when something cannot be done: a page that says why, and nothing half saved."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from tracker.access.can import NotAllowed, SignInNeeded
from tracker.kernel import stale_pages, unit_of_work
from tracker.kernel.errors import Refused
from tracker.kernel.files import MEGABYTE
from tracker.kernel.i18n import safe_target

Answer = tuple[str, int] | Response
STANDS_ALONE = (500, 503)
TOO_LARGE = 413
KNOWN = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)


def page(code: int, **context: object) -> tuple[str, int]:
    """The page of the error `code`; when even that needs a database that is gone, the page that needs none."""
    if code in STANDS_ALONE:  # nothing may be asked of the database, not even who is signed in
        return current_app.jinja_env.get_template(f"errors/{code}.html").render(), code
    try:
        return render_template(f"errors/{code}.html", code=code, **context), code
    except (OperationalError, InterfaceError):
        unit_of_work.forget_connection()
        return page(503)


def register(app: Flask) -> None:
    """Let `app` answer errors with pages."""
    app.register_error_handler(SignInNeeded, _sign_in)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StaleDataError, _changed_meanwhile)
    app.register_error_handler(IntegrityError, _changed_meanwhile)
    app.register_error_handler(OperationalError, _database_lost)
    app.register_error_handler(InterfaceError, _database_lost)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _sign_in(_error: Exception) -> Answer:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    answer = redirect(url_for("accounts.sign_in", next=wanted))
    return Response(answer.get_data(), 303, answer.headers)


def _not_allowed(error: Exception) -> Answer:
    return page(403, permission=getattr(error, "permission", None))


def _refused(error: Exception) -> Answer:
    unit_of_work.rollback()
    return page(422, message=getattr(error, "message", ""), blockers=getattr(error, "blockers", []))


def _changed_meanwhile(_error: Exception) -> Answer:
    unit_of_work.rollback()
    return page(409)


def _database_lost(error: Exception) -> Answer:
    unit_of_work.forget_connection()
    return page(503) if isinstance(error, DBAPIError) else page(500)


def _stale_page(_error: Exception) -> Answer:
    try:
        answer = stale_pages.shown_again()
    except Exception as error:  # noqa: BLE001 - answered as in the view: a stranger is sent to sign in, what is not there is not found
        return current_app.make_response(current_app.handle_user_exception(error))
    if answer is not None:
        return answer
    unit_of_work.rollback()
    reason = gettext("The page had been open too long, so nothing was done. Go back to it and press once more.")
    return page(400, reason=reason, back=_came_from())


def _came_from() -> str | None:
    """The page of ours on which a button was pressed."""
    parts = urlsplit(request.referrer or "")
    return safe_target(f"{parts.path}?{parts.query}".rstrip("?")) if parts.netloc == request.host else None


def _http(error: Exception) -> Answer:
    code = getattr(error, "code", 500) or 500
    if code < unit_of_work.FAILURE:
        return error.get_response()  # type: ignore[attr-defined,no-any-return]  # only HTTPException comes here
    if code == TOO_LARGE:
        return page(code, reason=_over_the_limit())
    return page(code if code in KNOWN else 500 if code >= 500 else 400)


def _over_the_limit() -> str | None:
    """How much may be sent at once, where that was the reason: a text typed into a form has a smaller limit of its own."""
    limit = request.max_content_length
    if limit is None or (request.content_length or 0) <= limit:
        return None
    said: str = gettext("The file is too large: at most %(limit)s MB. Send a smaller file, or split it.", limit=limit // MEGABYTE)
    return said


def _unforeseen(error: Exception) -> Answer:
    unit_of_work.rollback()
    current_app.logger.exception("unforeseen", exc_info=error)
    return page(500)
