"""Pages of the room: supporters."""

from flask import Blueprint

from tracker.supporters import models  # noqa: F401 - the tables are declared with the room

blueprint = Blueprint("supporters", __name__)
