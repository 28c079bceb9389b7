"""Pages of the room: overview."""

from flask import Blueprint

blueprint = Blueprint("overview", __name__)
