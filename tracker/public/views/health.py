"""For whoever watches the installation: is it up, is it ready?"""

from flask import Response, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError

from config import SettingsError
from tracker.accounts.demonstration import refuse_in_production
from tracker.extensions import db
from tracker.kernel import unit_of_work
from tracker.kernel.guards import public
from tracker.kernel.schema import is_at_head
from tracker.public.views import blueprint

READY, NOT_READY = 200, 503


@blueprint.get("/healthz")
@public("asked by machines, which do not sign in")
def healthz() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public("asked by machines, which do not sign in")
def readyz() -> tuple[Response, int]:
    problem = _problem()
    if problem:
        unit_of_work.forget_connection()
        return jsonify(status="not ready", problem=problem), NOT_READY
    return jsonify(status="ready"), READY


def _problem() -> str | None:
    """Why nothing should be sent here, or None."""
    try:
        if not is_at_head(db.session.connection()):
            return "the database is not at the newest migration: run `flask db upgrade`"
        refuse_in_production()
    except SQLAlchemyError:
        current_app.logger.exception("not ready")
        return "the database cannot be reached"
    except SettingsError as error:
        return str(error)
    return None
