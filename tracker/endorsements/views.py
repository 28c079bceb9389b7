"""Pages of the room: endorsements."""

from flask import Blueprint

from tracker.endorsements import models  # noqa: F401 - the tables are declared with the room

blueprint = Blueprint("endorsements", __name__)
